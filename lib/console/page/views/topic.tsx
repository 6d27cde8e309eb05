import { useState } from 'preact/hooks';
import { tell } from '../ask';
import { bytes, grouped, rate } from '../format';
import { Link, navigate, topicPath } from '../location';
import { useLive } from '../live';
import { troubleOf } from '../parts/cells';
import { Dialog } from '../parts/dialog';
import { MessagesView } from './messages';
import { ProduceDialog } from './produce';
import { TopicConfigView } from './topic-config';
import { TopicGroupsView } from './topic-groups';
import { PartitionsView } from './partitions';

const TABS = [
  { tab: 'messages', name: 'Messages' },
  { tab: 'partitions', name: 'Partitions' },
  { tab: 'configuration', name: 'Configuration' },
  { tab: 'groups', name: 'Groups' },
];

interface TopicProps {
  readonly topic: string;
  readonly tab: string;
}

export function TopicView({ topic, tab }: TopicProps) {
  const { topics, cluster } = useLive();
  const row = topics.get(topic);
  const trouble = row && troubleOf(row, cluster?.brokers ?? []);
  return (
    <>
      <h1>
        {topic} {row?.internal && <span class="tag">internal</span>}
        {trouble !== undefined && <span class="tag ill">{trouble}</span>}
      </h1>
      {row && (
        <p class="facts">
          {grouped(row.partitions.length)} partitions · {grouped(row.partitions[0]?.[1].length)} replicas ·{' '}
          {grouped(row.messages)} messages · {bytes(row.size)} · {rate(row.rate)}
        </p>
      )}
      {cluster && !row && <p class="trouble">There is no topic of this name.</p>}
      <div class="tools">
        <nav class="tabs" aria-label="About the topic">
          {TABS.map(({ tab: to, name }) => (
            <Link key={to} to={topicPath(topic, to === 'messages' ? undefined : to)} current={to === tab}>
              {name}
            </Link>
          ))}
        </nav>
        {cluster?.readOnly === false && row && !row.internal && (
          <Actions topic={topic} partitions={row.partitions.length} messages={row.messages} />
        )}
      </div>
      {tab === 'partitions' ? (
        <PartitionsView topic={topic} />
      ) : tab === 'configuration' ? (
        <TopicConfigView topic={topic} />
      ) : tab === 'groups' ? (
        <TopicGroupsView topic={topic} />
      ) : (
        <MessagesView topic={topic} partitions={row?.partitions.length ?? 0} />
      )}
    </>
  );
}

interface ActionsProps {
  readonly topic: string;
  readonly partitions: number;
  readonly messages: number | undefined;
}

function Actions({ topic, partitions, messages }: ActionsProps) {
  const [open, setOpen] = useState<'produce' | 'grow' | 'purge' | 'delete'>();
  const [count, setCount] = useState(partitions + 1);
  const path = `/api/topics/${encodeURIComponent(topic)}`;
  const onClose = () => setOpen(undefined);
  return (
    <div class="actions">
      <button type="button" class="primary" onClick={() => setOpen('produce')}>
        Produce a message
      </button>
      <button type="button" onClick={() => setOpen('grow')}>
        Add partitions
      </button>
      <button type="button" onClick={() => setOpen('purge')}>
        Purge
      </button>
      <button type="button" onClick={() => setOpen('delete')}>
        Delete
      </button>
      {open === 'produce' && <ProduceDialog topic={topic} partitions={partitions} onClose={onClose} />}
      {open === 'grow' && (
        <Dialog
          title={`Add partitions to ${topic}`}
          action="Add"
          act={() => tell('POST', `${path}/partitions`, { count })}
          onClose={onClose}
        >
          <p>
            It has {grouped(partitions)}. Messages stay where they are, and keys may go to other partitions from then
            on. Kafka takes none away again.
          </p>
          <label>
            Partitions in all
            <input
              type="number"
              min={partitions + 1}
              required
              value={count}
              onInput={(event) => setCount(event.currentTarget.valueAsNumber)}
            />
          </label>
        </Dialog>
      )}
      {open === 'purge' && (
        <Dialog
          title={`Delete all messages of ${topic}`}
          action="Delete the messages"
          isDangerous
          confirm={topic}
          act={() => tell('POST', `${path}/purge`, { confirm: topic })}
          onClose={onClose}
        >
          <p>
            {grouped(messages)} messages are deleted, in all partitions, for everybody. The topic and its configuration
            stay. There is no way back.
          </p>
        </Dialog>
      )}
      {open === 'delete' && (
        <Dialog
          title={`Delete ${topic}`}
          action="Delete the topic"
          isDangerous
          confirm={topic}
          act={async () => {
            await tell('DELETE', path, { confirm: topic });
            navigate('/topics');
          }}
          onClose={onClose}
        >
          <p>The topic, its {grouped(messages)} messages and its configuration are deleted. There is no way back.</p>
        </Dialog>
      )}
    </div>
  );
}
