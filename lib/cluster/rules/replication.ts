import type { Cluster } from '../cluster';
import { mostInSync } from '../replication';
import type { Rule } from './rule';

export const replicationFactors: Rule = function* ({ topics, brokers, config }) {
  const most = brokers.length;
  const remedy = most === 1 ? 'use 1, or add brokers in cluster.ts' : `use 1 to ${most}, or add brokers in cluster.ts`;
  const size = `the cluster has ${most} ${most === 1 ? 'broker' : 'brokers'}`;
  for (const { name, replicationFactor } of topics) {
    if (replicationFactor < 1 || replicationFactor > most) {
      yield `replicationFactor of topic "${name}" is ${replicationFactor}, but ${size}: ${remedy}`;
    }
  }
  for (const property of FACTORS) {
    const factor = Number(config[property]);
    if (factor < 1 || factor > most) yield `${property} is ${factor}, but ${size}: ${remedy}`;
  }
};

/** An equal one stops acks=all producers at every restart of a broker; a higher one counts as equal. */
export const minInSyncBelowFactor: Rule = function* ({ topics, config }) {
  const ofBroker = Number(config['min.insync.replicas']);
  for (const { name, replicationFactor, config: own } of topics) {
    const given = own['min.insync.replicas'];
    yield* minInSyncFault(
      `min.insync.replicas of topic "${name}"`,
      given ?? ofBroker,
      replicationFactor,
      given === undefined,
    );
  }
  yield* minInSyncFault('min.insync.replicas', ofBroker, Number(config['default.replication.factor']), false);
  yield* minInSyncFault(
    'transaction.state.log.min.isr',
    Number(config['transaction.state.log.min.isr']),
    Number(config['transaction.state.log.replication.factor']),
    false,
  );
};

const FACTORS = [
  'default.replication.factor',
  'offsets.topic.replication.factor',
  'transaction.state.log.replication.factor',
] as const satisfies readonly (keyof NonNullable<Cluster['description']['config']>)[];

function* minInSyncFault(what: string, given: number, factor: number, inherited: boolean): Iterable<string> {
  const most = mostInSync(factor);
  if (given >= 1 && given <= most) return;
  const allowed = most === 1 ? '1' : `1 to ${most}`;
  const source = inherited ? ' (from the brokers’ configuration)' : '';
  yield `${what} must be ${allowed} with replication factor ${factor}, but ${given} was given${source}: lower it or raise the factor`;
}
