import { command } from '../../../package';
import type { Check } from '../check';

/** Groups that cannot go on. */
export const groups: Check = {
  id: 'groups',
  findings: ({ kafka }) => [
    ...(kafka?.health.unavailableGroups ?? []).map((what) => ({ level: 'failure' as const, what })),
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
