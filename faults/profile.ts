/** How much of a fault a run does. */
export interface Size {
  /** At least so many are sent. */
  readonly messages: number;
  /** Messages a second. */
  readonly rate: number;
  /** How often a fault that comes in rounds comes. */
  readonly rounds: number;
  /** How long a client is frozen. */
  readonly freezeMs: number;
  /** How long the random mix goes on. */
  readonly mixMs: number;
  /** Of what is left to chance. */
  readonly seed: number;
}

export interface Profile extends Omit<Size, 'seed'> {
  /** Of brokers with ZooKeeper. */
  readonly sessionTimeoutMs: number;
}

export const LONG: Profile = {
  messages: 200_000,
  rate: 8000,
  rounds: 5,
  freezeMs: 60_000,
  mixMs: 30 * 60_000,
  sessionTimeoutMs: 6000,
};

export const SHORT: Profile = {
  messages: 20_000,
  rate: 4000,
  rounds: 1,
  freezeMs: 10_000,
  mixMs: 60_000,
  sessionTimeoutMs: 3000,
};
