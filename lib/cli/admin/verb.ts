import type { AdminOptions, Client } from '../../kafka';
import type { settings, Values } from './settings';

export interface Verb {
  /** What the words after it are. */
  readonly operands: keyof typeof OPERANDS;
  /** The flags that are its own, beside those of the connection. */
  readonly flags: readonly (keyof typeof settings)[];
  /** What is wrong whatever the cluster is. @default - nothing */
  readonly faults?: (operands: readonly string[], values: Values, word: string) => readonly string[];
  /** What may be lost for ever: it is asked about before. @default - nothing */
  readonly loses?: (operands: readonly string[], values: Values) => Loss | undefined;
  /** Whether nothing is lost after all, by what the cluster has now: then nobody is asked. @default - it is always asked */
  readonly keepsAll?: (
    client: Client,
    operands: readonly string[],
    values: Values,
    options: AdminOptions,
  ) => Promise<boolean>;
  /** `note` is for remarks to the person at the terminal; what was asked for goes to stdout. */
  readonly run: (
    client: Client,
    operands: readonly string[],
    values: Values,
    options: AdminOptions,
    note: (line: string) => void,
  ) => Promise<void>;
}

export interface Loss {
  /** `delete topic x`. */
  readonly deed: string;
  /** `all messages of x`. */
  readonly what: string;
  /** `nothing deleted`. */
  readonly undone: string;
}

/** How many words, and what one of them is. */
export const OPERANDS = {
  none: { min: 0, max: 0, is: '' },
  topic: { min: 1, max: 1, is: 'topic' },
  topics: { min: 1, max: Infinity, is: 'topic' },
  'topics or all': { min: 0, max: Infinity, is: 'topic' },
  group: { min: 1, max: 1, is: 'group' },
  groups: { min: 1, max: Infinity, is: 'group' },
  'group or none': { min: 0, max: 1, is: 'group' },
} as const;

export const print = (text: string) => process.stdout.write(`${text}\n`);
