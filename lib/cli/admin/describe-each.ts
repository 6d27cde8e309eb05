import { each } from './each';
import type { Values } from './settings';
import { print } from './verb';

/** Shows what is found of each, one after another. JSON of one is an object, of several a list of them. */
export async function describeEach<Details>(
  names: readonly string[],
  { json }: Pick<Values, 'json'>,
  find: (name: string) => Promise<Details>,
  text: (details: Details) => string,
): Promise<void> {
  const found: Details[] = [];
  const show = (details: Details, at: number) => {
    if (json) found.push(details);
    else print(`${at > 0 ? '\n' : ''}${text(details)}`);
  };
  try {
    await each(names, async (name) => show(await find(name), names.indexOf(name)));
  } finally {
    if (found.length > 0) print(JSON.stringify(names.length === 1 ? found[0] : found));
  }
}
