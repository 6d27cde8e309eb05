import { command } from '../../../package';
import type { Check } from '../check';

/** Topics that one broker less closes for producers. Kafka wants of no topic more replicas in sync than it has. */
export const minInSync: Check = {
  id: 'min-in-sync',
  findings: ({ kafka }) =>
    [...(kafka?.topics.values() ?? [])]
      .map(({ name, replicationFactor, config }) => ({
        name,
        replicationFactor,
        least: Number(config.values.get('min.insync.replicas') ?? 1),
      }))
      .filter(({ replicationFactor, least }) => replicationFactor > 1 && least >= replicationFactor)
      .map(({ name, replicationFactor, least }) => ({
        level: 'warning',
        what: `topic ${name} wants ${least} of ${replicationFactor} replicas in sync: the restart of any broker stops its producers`,
        command: command('topics', `alter ${name} -c min.insync.replicas=${replicationFactor - 1}`),
      })),
};
