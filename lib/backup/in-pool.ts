/** Does the same with each of several, some at once, and ends with the first failure, once none is at work any more. */
export async function inPool<Item>(
  items: Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items].reverse();
  let failure: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    for (let item = left.pop(); item !== undefined && !failure; item = left.pop()) {
      try {
        await work(item);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, left.length) }, worker));
  if (failure) throw failure.error;
}
