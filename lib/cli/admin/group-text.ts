import type { GroupDetails } from '../../kafka';
import { table } from '../../cli-kit';

/** Who is in it, what each of them has, and how far it came. */
export function groupText(group: GroupDetails): string {
  const { groupId, state, protocol, members } = group;
  const rows = placesOf(group).map(({ topic, partition, offset, endOffset, owner }) => [
    topic,
    String(partition),
    offset ?? '-',
    endOffset ?? '-',
    offset === undefined || endOffset === undefined ? '-' : Math.max(0, endOffset - offset),
    owner ?? '-',
  ]);
  return [
    `${groupId}: ${state}, ${members.length} ${members.length === 1 ? 'member' : 'members'}${protocol === '' ? '' : `, assignor ${protocol}`}`,
    table(['TOPIC', 'PARTITION', 'CURRENT-OFFSET', 'LOG-END-OFFSET', 'LAG', 'MEMBER'], rows),
    ...(members.length > 0
      ? [
          table(
            ['MEMBER', 'CLIENT-ID', 'HOST', 'PARTITIONS'],
            members.map((member) => [
              member.groupInstanceId ?? member.memberId,
              member.clientId,
              member.clientHost,
              member.assigned.reduce((sum, { partitions }) => sum + partitions.length, 0),
            ]),
          ),
        ]
      : []),
  ].join('\n');
}

interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset?: number;
  readonly endOffset?: number | undefined;
  readonly owner?: string;
}

/** What is committed, and what a member has of which nothing is. */
function placesOf({ offsets, members }: GroupDetails): readonly Place[] {
  const key = ({ topic, partition }: Place): string => `${topic}/${partition}`;
  const owned = members.flatMap(({ memberId, groupInstanceId, assigned }) =>
    assigned.flatMap(({ topic, partitions }) =>
      partitions.map((partition): Place => ({ topic, partition, owner: groupInstanceId ?? memberId })),
    ),
  );
  const places = new Map<string, Place>();
  for (const place of [...offsets, ...owned]) places.set(key(place), { ...places.get(key(place)), ...place });
  return [...places.values()].sort((a, b) =>
    a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
  );
}
