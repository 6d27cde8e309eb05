import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What a program of a client is told to do, as JSON behind its mode. */
export interface ReadOrder {
  readonly brokers: readonly string[];
  readonly topics: readonly string[];
  readonly groupId: string;
  /** Where a group begins that has nothing committed. */
  readonly from: 'earliest' | 'latest';
  /** How often it is to ask what is new of its topics. */
  readonly metadataMaxAgeMs: number;
}

export interface WriteOrder {
  readonly brokers: readonly string[];
  readonly topic: string;
}

/** A message that a writer is handed: a line of its standard input. */
export interface Line {
  readonly seq: number;
  readonly partition: number;
  readonly value: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** What became of it: a line of its standard output. */
export type Answer =
  | { readonly seq: number; readonly partition: number; readonly offset: number }
  | { readonly seq: number; readonly error: string };

interface Client {
  /** Takes until `stop`, and hands out what it takes. */
  readonly read: (order: ReadOrder, stop: AbortSignal) => Promise<void>;
  /** Sends each message, answers for each, and ends with them. */
  readonly write: (order: WriteOrder, lines: AsyncIterable<Line>) => Promise<void>;
}

type Bytes = Buffer | null | undefined;

const base64 = (bytes: Bytes): string | null => bytes?.toString('base64') ?? null;

/** Prints a message that was read, as the programs in other languages do. */
export function took(
  topic: string,
  partition: number,
  offset: number | bigint | string,
  value: Bytes,
  headers: readonly (readonly [name: string, value: Bytes])[],
): void {
  const message = { topic, partition, offset: Number(offset), value: base64(value) };
  print({ ...message, headers: headers.map(([name, value]) => [name, base64(value)]) });
}

export const answer = (answer: Answer): void => print(answer);

const print = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** The end of its standard input stops a program: so does the end of whoever started it. */
export async function runClient({ read, write }: Client): Promise<void> {
  const [, , mode, order] = process.argv as [string, string, string, string];
  if (mode === 'write') return write(JSON.parse(order) as WriteOrder, lines());
  const stop = new AbortController();
  process.stdin.resume();
  void once(process.stdin, 'end').then(() => stop.abort());
  await read(JSON.parse(order) as ReadOrder, stop.signal);
  // What a client leaves behind, when it is told to stop, must not keep the program.
  process.exit(0);
}

async function* lines(): AsyncIterable<Line> {
  for await (const line of createInterface(process.stdin)) yield JSON.parse(line) as Line;
}

/** Sends a list, and tells the offset of its first message in each partition. */
type SendList = (list: readonly Line[]) => Promise<Iterable<readonly [partition: number, firstOffset: number]>>;

/** What comes while the last list is sent is sent as the next one: how clients are used whose `send` takes lists. */
export async function inLists(lines: AsyncIterable<Line>, send: SendList): Promise<void> {
  const waiting: Line[] = [];
  let sending = Promise.resolve();
  for await (const line of lines) {
    if (waiting.push(line) === 1) sending = sending.then(() => sendAndAnswer(waiting.splice(0), send));
  }
  await sending;
}

async function sendAndAnswer(list: readonly Line[], send: SendList): Promise<void> {
  try {
    const next = new Map(await send(list));
    for (const { seq, partition } of list) {
      // Resolved means acknowledged, even where the answer leaves the partition out.
      const offset = next.get(partition) ?? NaN;
      next.set(partition, offset + 1);
      answer({ seq, partition, offset });
    }
  } catch (error) {
    for (const { seq } of list) answer({ seq, error: String(error) });
  }
}
