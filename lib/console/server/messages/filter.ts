import type { ReceivedMessage } from '../../../kafka';

export interface Filter {
  /** Text that the key has, in any case of letters. @default - any key */
  readonly key?: string | undefined;
  /** Text that the key, the value or a header has. @default - anything */
  readonly text?: string | undefined;
}

/** undefined for all messages. */
export function predicate({ key, text }: Filter): ((message: ReceivedMessage) => boolean) | undefined {
  const tests = [...(key ? [inKey(key.toLowerCase())] : []), ...(text ? [anywhere(text.toLowerCase())] : [])];
  return tests.length === 0 ? undefined : (message) => tests.every((test) => test(message));
}

const has = (bytes: Buffer | null, wanted: string): boolean =>
  bytes !== null && bytes.toString().toLowerCase().includes(wanted);

const inKey =
  (wanted: string) =>
  ({ key }: ReceivedMessage): boolean =>
    has(key, wanted);

const anywhere =
  (wanted: string) =>
  ({ key, value, headers }: ReceivedMessage): boolean =>
    has(value, wanted) ||
    has(key, wanted) ||
    headers.some(([name, value]) => name.toLowerCase().includes(wanted) || has(value, wanted));
