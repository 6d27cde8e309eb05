import type { Cluster } from '../../cluster';
import type { ClientsOf, TypedClients } from '../../kafka';

interface EndingClients<Of extends Cluster> {
  readonly clients: ClientsOf<Of>;
  /**
   * Iterations end as by `break`, wherever they are; producers take nothing more, and what is not stored yet fails at once.
   * Resolves when none of them is connected.
   */
  readonly end: () => Promise<void>;
}

/**
 * Clients that can be ended all together: once their cluster is gone nobody answers them, and one that was forgotten, such as an
 * iterator of which only the first message was asked for, would keep its process alive.
 */
export function endingClients<Of extends Cluster>(of: ClientsOf<Of>): EndingClients<Of> {
  const ending = new AbortController();
  const ends: (() => Promise<unknown>)[] = [];
  const orEnding = <Options extends { readonly signal?: AbortSignal | undefined }>(options: Options): Options => {
    const { signal } = options;
    return { ...options, signal: signal ? AbortSignal.any([signal, ending.signal]) : ending.signal };
  };
  const clients: TypedClients = {
    producer: (topic, options) => {
      const producer = of.producer(topic, options);
      ends.push(() => producer.close({ withinMs: 0 }));
      return producer;
    },
    consumer: (topic, options) => {
      const messages = of.consumer(topic, orEnding(options));
      ends.push(() => messages.return());
      return messages;
    },
    reader: (topic, options = {}) => {
      const messages = of.reader(topic, orEnding(options));
      ends.push(() => messages.return());
      return messages;
    },
  };
  const end = async () => {
    ending.abort();
    // What they fail with is told to whoever uses them.
    await Promise.allSettled(ends.map((one) => one()));
  };
  return { clients: { ...of, ...clients }, end };
}
