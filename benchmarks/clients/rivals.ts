import path from 'node:path';
import { consumeWithTool, produceWithTool, programOf, type Contestant } from './contestants';

/** Whom the clients are measured against. */
export interface Rival {
  readonly producer: string;
  readonly consumer: string;
  readonly produce: Contestant;
  readonly consume: Contestant;
  /** Least ratios of rates, and the largest of latencies. */
  readonly bars: { readonly produce: number; readonly consume: number; readonly latency: number };
}

export const kafkasTools: Rival = {
  producer: 'kafka-producer-perf-test',
  consumer: 'kafka-consumer-perf-test',
  produce: produceWithTool,
  consume: consumeWithTool,
  bars: { produce: 1, consume: 1, latency: 1 },
};

/** These clients as they were: another checkout of the repository. */
export function checkout(folder: string): Rival {
  const name = path.basename(folder);
  return {
    producer: name,
    consumer: name,
    produce: programOf(folder, 'produce'),
    consume: programOf(folder, 'consume'),
    bars: { produce: 0.97, consume: 0.85, latency: 1.03 },
  };
}
