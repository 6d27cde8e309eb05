import { isUtf8 } from 'node:buffer';

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/**
 * The key that a line has in a field of its JSON object. Numbers keep the digits that they are written with: 1.0 is not 1.
 * @throws {Error} what the line must be
 */
export function keyIn(line: Buffer, field: string): string {
  const json = isUtf8(line) ? line.toString() : undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(json ?? '');
  } catch {
    throw new Error(`must be a JSON object${json === undefined ? ' in UTF-8' : ''}, as --key-field is given`);
  }
  const key = isObject(parsed) && Object.hasOwn(parsed, field) ? parsed[field] : undefined;
  if (typeof key === 'string' && isText(key)) return key;
  if (typeof key === 'boolean') return String(key);
  if (typeof key === 'number') return sourceOf(json!, field);
  throw new Error(`must have a text, number or boolean in "${field}"`);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Half of a surrogate pair, as JSON can escape it, has no bytes in UTF-8. */
const isText = (key: string): boolean => !/\p{Surrogate}/u.test(key);

/** How the field's value is written, a number; of several of that name the last one counts, as for JSON.parse. */
function sourceOf(json: string, field: string): string {
  let depth = 0;
  let source = '';
  let [name, last] = ['', ''];
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (depth === 1 && token === ':') name = JSON.parse(last) as string;
    else if (depth === 1 && last === ':' && name === field) source = token;
    last = token;
  }
  return source;
}
