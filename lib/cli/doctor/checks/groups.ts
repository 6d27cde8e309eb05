import { command } from '../../../package';
import type { ClusterState } from '../../../target';
import type { Check } from '../check';

/** Groups that cannot go on. */
export const groups: Check = {
  id: 'groups',
  findings: ({ state, kafka }) => [
    ...(isBrokerGone(state) ? [] : (kafka?.health.unavailableGroups ?? [])).map((what) => ({
      level: 'failure' as const,
      what,
    })),
    ...(kafka?.health.groups ?? []).flatMap(({ groupId, beyondEnd }) =>
      Object.entries(beyondEnd).flatMap(([topic, partitions]) =>
        partitions.length === 0
          ? []
          : [
              {
                level: 'failure' as const,
                what: `group ${groupId} has committed beyond the end of ${topic}, partition ${partitions.join(', ')}: messages were lost, or the topic made anew`,
                command: command('groups', `reset ${groupId} --topic ${topic} --to start`),
              },
            ],
      ),
    ),
  ],
};

/** It is told, and what it does not tell of its groups is no other trouble: they find a coordinator among the rest. */
const isBrokerGone = ({ servers }: ClusterState): boolean =>
  servers.some(({ role, state }) => role === 'broker' && (state === 'down' || state === 'silent'));
