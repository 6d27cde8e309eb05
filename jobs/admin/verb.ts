import type { Client } from '../../lib/kafka';
import type { settings, Values } from './settings';

export interface Verb {
  /** The flags that are its own, beside those of the connection. */
  readonly flags: readonly (keyof typeof settings)[];
  /** What is wrong whatever the cluster is. @default - nothing */
  readonly faults?: (topic: string, values: Values) => readonly string[];
  readonly run: (client: Client, topic: string, values: Values, signal: AbortSignal) => Promise<void>;
}

export const print = (text: string) => process.stdout.write(`${text}\n`);
