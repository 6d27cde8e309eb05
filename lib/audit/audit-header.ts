import { lastHeader, type ReceivedMessage } from '../kafka/message';

const NAME = 'audit';

/** Makes a message auditable and leaves its key and value alone: the run of a producer that sent it, and its number there. */
export const auditHeader = (run: string, seq: number): readonly [name: string, value: string] => [
  NAME,
  `${run}/${seq}`,
];

export interface MessageIdentity {
  readonly run: string;
  /** From 0, over all keys of the run: the messages of each key have rising numbers. */
  readonly seq: number;
}

/** undefined for a message that was sent without a journal. */
export function identityOf(headers: ReceivedMessage['headers']): MessageIdentity | undefined {
  const header = lastHeader(headers, NAME);
  if (!header) return undefined;
  const text = header.toString('latin1');
  const slash = text.lastIndexOf('/');
  const seq = slash < 1 ? NaN : Number(text.slice(slash + 1));
  return Number.isSafeInteger(seq) && seq >= 0 ? { run: text.slice(0, slash), seq } : undefined;
}
