import { KafkaError } from '../../kafka';

/**
 * Does the same with each of several, one after another: what is wrong with one does not keep it from the others.
 * @throws {KafkaError} what was wrong, with the code of the first
 */
export async function each(names: readonly string[], deed: (name: string) => Promise<void>): Promise<void> {
  const failed: KafkaError[] = [];
  for (const name of names) {
    try {
      await deed(name);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      failed.push(error);
    }
  }
  const [first] = failed;
  if (!first) return;
  if (failed.length === 1) throw first;
  throw new KafkaError(first.code, failed.map(({ message }) => message).join('; '), { cause: first });
}
