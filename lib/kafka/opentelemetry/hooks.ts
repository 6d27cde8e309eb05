import type { ClientHooks, MemberHooks } from '../hooks';
import type { Instruments } from './instruments';
import { ATTRIBUTE, KAFKA } from './names';

export const clientHooks = ({ connections, retries }: Instruments): ClientHooks => ({
  connected: ({ address }) => connections.add(1, { ...KAFKA, [ATTRIBUTE.serverAddress]: address }),
  disconnected: ({ address }) => connections.add(-1, { ...KAFKA, [ATTRIBUTE.serverAddress]: address }),
  retrying: ({ what, topic, partition }) =>
    retries.add(1, {
      ...KAFKA,
      [ATTRIBUTE.operation]: what,
      ...(topic === undefined ? {} : { [ATTRIBUTE.topic]: topic }),
      ...(partition === undefined ? {} : { [ATTRIBUTE.partition]: `${partition}` }),
    }),
});

interface Lag {
  readonly groupId: string;
  readonly topic: string;
  readonly partition: number;
  readonly lag: number;
}

/** Of each partition from its first batch until the member gives it up: then it is another member's to tell. */
export class Lags {
  readonly #all = new Map<string, Lag>();

  constructor({ lag }: Instruments) {
    lag.addCallback((result) => {
      for (const { groupId, topic, partition, lag } of this.#all.values())
        result.observe(lag, {
          ...KAFKA,
          [ATTRIBUTE.group]: groupId,
          [ATTRIBUTE.topic]: topic,
          [ATTRIBUTE.partition]: `${partition}`,
        });
    });
  }

  set(lag: Lag): void {
    this.#all.set(JSON.stringify([lag.groupId, lag.topic, lag.partition]), lag);
  }

  delete({ groupId, topic, partition }: Omit<Lag, 'lag'>): void {
    this.#all.delete(JSON.stringify([groupId, topic, partition]));
  }
}

export const memberHooks = ({ rebalances }: Instruments, lags: Lags, groupId: string): MemberHooks => ({
  rebalanced: () => rebalances.add(1, { ...KAFKA, [ATTRIBUTE.group]: groupId }),
  lag: (of) => lags.set({ groupId, ...of }),
  revoked: (assignment) => {
    for (const [topic, partitions] of Object.entries(assignment))
      for (const partition of partitions) lags.delete({ groupId, topic, partition });
  },
});
