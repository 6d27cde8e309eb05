import { read, type Client, type ReadOptions, type ReceivedMessage } from '../../../kafka';
import type { TailLine } from '../../api';
import { LISTED_BYTES, messageRow } from './content';
import { predicate, type Filter } from './filter';

export interface Tail {
  readonly topic: string;
  /** @default - all of the topic */
  readonly partitions?: readonly number[] | undefined;
  readonly filter: Filter;
}

/** How often what has come is sent, and how much of it: nobody reads more. */
const EVERY_MS = 250;
const MAX_SHOWN = 50;

/** What is written from now on, until `signal` aborts. Of what comes too fast the last is sent, and how many were left out. */
export async function* tail(
  client: Client,
  { topic, partitions, filter }: Tail,
  signal: AbortSignal,
): AsyncGenerator<TailLine, void, undefined> {
  const isWanted = predicate(filter) ?? (() => true);
  const waiting = new Waiting();
  const options: ReadOptions = {
    ...{ topic, from: 'end', until: 'never', onUnreadable: 'skip', offsetReset: 'latest', signal },
    ...(partitions && { partitions }),
  };
  const reading = (async () => {
    try {
      for await (const { messages } of read(client, options)) waiting.add(messages.filter(isWanted));
    } finally {
      waiting.end();
    }
  })();
  // Whoever waits below finds out.
  reading.catch(() => undefined);
  yield { messages: [], leftOut: 0 };
  for (let line = await waiting.take(); line; line = await waiting.take()) {
    yield line;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  await reading;
}

/** What has come and is not sent yet: the last of it. */
class Waiting {
  #messages: ReceivedMessage[] = [];
  #leftOut = 0;
  #hasEnded = false;
  #wake: () => void = () => undefined;

  add(messages: readonly ReceivedMessage[]): void {
    const all = [...this.#messages, ...messages];
    this.#messages = all.slice(-MAX_SHOWN);
    this.#leftOut += all.length - this.#messages.length;
    this.#wake();
  }

  end(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  /** undefined at the end. */
  async take(): Promise<TailLine | undefined> {
    while (this.#messages.length === 0) {
      if (this.#hasEnded) return undefined;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const line = { messages: this.#messages.map((each) => messageRow(each, LISTED_BYTES)), leftOut: this.#leftOut };
    this.#messages = [];
    this.#leftOut = 0;
    return line;
  }
}
