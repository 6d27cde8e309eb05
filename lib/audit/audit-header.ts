import { crc32 } from 'node:zlib';
import { lastHeader, type ReceivedMessage } from '../kafka/message';

const NAME = 'audit';
const CHECKSUM = '#';

/** Makes a message auditable and leaves its key and value alone: the run of a producer that sent it, and its number there. */
export const auditHeader = (
  run: string,
  seq: number,
  /** To tell whether it was altered. @default - that is not told */
  value?: string | Uint8Array,
): readonly [name: string, value: string] => [
  NAME,
  `${run}/${seq}${value === undefined ? '' : `${CHECKSUM}${crc32(value)}`}`,
];

export interface MessageIdentity {
  readonly run: string;
  /** From 0, over all keys of the run: the messages of each key have rising numbers. */
  readonly seq: number;
  /** Of its value, as it was sent. */
  readonly checksum: number | undefined;
}

/** undefined for a message that was sent without a journal. */
export function identityOf(headers: ReceivedMessage['headers']): MessageIdentity | undefined {
  const header = lastHeader(headers, NAME);
  if (!header) return undefined;
  const text = header.toString('latin1');
  const slash = text.lastIndexOf('/');
  const [number, sum] = text.slice(slash + 1).split(CHECKSUM) as [string, string | undefined];
  const seq = slash < 1 || number === '' ? NaN : Number(number);
  const checksum = sum === undefined ? undefined : Number(sum);
  return Number.isSafeInteger(seq) && seq >= 0 ? { run: text.slice(0, slash), seq, checksum } : undefined;
}

export const isAltered = ({ checksum }: MessageIdentity, value: Buffer | null): boolean =>
  checksum !== undefined && (value === null || crc32(value) !== checksum);
