import type { Seen } from './seen';

/** Something that is not as it should be. */
export interface Finding {
  /** `failure`: messages are refused, out of reach or in danger now. `warning`: they would be, with one more fault. */
  readonly level: 'failure' | 'warning';
  /** What is wrong, in a sentence without its end. */
  readonly what: string;
  /** What mends it, as it is to be typed; undefined where only a person can tell. */
  readonly command?: string | undefined;
}

/** Looks for one kind of trouble. */
export interface Check {
  /** What `--json` calls it, for good. */
  readonly id: string;
  /**
   * Checks whose findings explain those of this one, or keep what it advises from being done: while they find anything, it names no
   * command of its own. @default - none
   */
  readonly follows?: readonly string[];
  /** Nothing where all is well; what could not be seen is not well or ill. */
  readonly findings: (seen: Seen) => readonly Finding[];
}
