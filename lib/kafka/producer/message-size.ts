import type { HeaderValue, Message } from '../message';
import { headerList } from '../protocol/records/headers';

/** What Kafka's own clients reckon with beside key, value and headers: the fields of a batch and of its only record. */
const OVERHEAD_BYTES = 61 + 21;
/** The lengths before a header's name and value. */
const HEADER_OVERHEAD_BYTES = 5 + 5;
const MAX_BYTES_OF_CHARACTER = 3;

/** About what a message takes: text counts by its characters, which takes no time. */
export const roughSize = (message: Message): number => sizeBy(lengthOf, message);

/** Whether a message takes more than `limit`, alone in a batch and before compression. */
export const isLargerThan = (limit: number, message: Message, rough = roughSize(message)): boolean =>
  rough * MAX_BYTES_OF_CHARACTER > limit && messageSize(message) > limit;

export const messageSize = (message: Message): number => sizeBy(bytesOf, message);

function sizeBy(of: (field: HeaderValue | undefined) => number, { key, value, headers }: Message): number {
  let size = OVERHEAD_BYTES + of(key) + of(value);
  if (headers === undefined) return size;
  for (const [name, value] of headerList(headers)) size += HEADER_OVERHEAD_BYTES + of(name) + of(value);
  return size;
}

const lengthOf = (field: HeaderValue | undefined): number => field?.length ?? 0;

const bytesOf = (field: HeaderValue | undefined): number =>
  typeof field === 'string' ? Buffer.byteLength(field) : (field?.length ?? 0);
