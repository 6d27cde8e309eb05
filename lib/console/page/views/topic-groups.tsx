import { useLive } from '../live';
import { GroupTable } from './groups';

/** Those that have committed for the topic. */
export function TopicGroupsView({ topic }: { readonly topic: string }) {
  const { groups } = useLive();
  const rows = [...groups].filter(([, { topics }]) => topics.includes(topic));
  return <GroupTable caption={`Groups of ${topic}`} rows={rows} empty="No group has committed for this topic." />;
}
