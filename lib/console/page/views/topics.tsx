import { useState } from 'preact/hooks';
import type { TopicRow } from '../../api';
import { tell } from '../ask';
import { bytes, grouped, rate } from '../format';
import { Link, navigate, replaceQuery, topicPath, useLocation } from '../location';
import { useLive } from '../live';
import { troubleOf } from '../parts/cells';
import { Dialog } from '../parts/dialog';
import { Table, type Column } from '../parts/tables';

interface Row extends TopicRow {
  readonly name: string;
  readonly trouble: string | undefined;
  readonly groups: number;
}

const COLUMNS: readonly Column<Row>[] = [
  {
    head: 'Topic',
    cell: ({ name, internal, trouble }) => (
      <>
        <Link to={topicPath(name)}>{name}</Link> {internal && <span class="tag">internal</span>}{' '}
        {trouble !== undefined && <span class="tag ill">{trouble}</span>}
      </>
    ),
    sort: ({ name }) => name,
  },
  { head: 'Partitions', cell: (row) => row.partitions.length, sort: (row) => row.partitions.length, isNumber: true },
  {
    head: 'Replicas',
    cell: ({ partitions }) => partitions[0]?.[1].length ?? 0,
    sort: ({ partitions }) => partitions[0]?.[1].length,
    isNumber: true,
  },
  { head: 'Messages', cell: ({ messages }) => grouped(messages), sort: ({ messages }) => messages, isNumber: true },
  { head: 'Size', cell: ({ size }) => bytes(size), sort: ({ size }) => size, isNumber: true },
  { head: 'Produced', cell: (row) => rate(row.rate), sort: (row) => row.rate, isNumber: true },
  { head: 'Groups', cell: ({ groups }) => groups, sort: ({ groups }) => groups, isNumber: true },
];

export function TopicsView() {
  const { topics, groups, cluster } = useLive();
  const { query } = useLocation();
  const [search, setSearch] = useState(query.get('search') ?? '');
  const [withInternal, setWithInternal] = useState(query.has('internal'));
  const [isCreating, setCreating] = useState(false);
  const look = (text: string, internal: boolean) => {
    setSearch(text);
    setWithInternal(internal);
    replaceQuery({ search: text, internal: internal ? 'true' : undefined });
  };
  const readers = new Map<string, number>();
  for (const { topics: read } of groups.values()) {
    for (const topic of read) readers.set(topic, (readers.get(topic) ?? 0) + 1);
  }
  const wanted = search.trim().toLowerCase();
  const rows = [...topics]
    .filter(([name, { internal }]) => (withInternal || !internal) && name.toLowerCase().includes(wanted))
    .map(([name, row]) => ({
      ...row,
      name,
      trouble: troubleOf(row, cluster?.brokers ?? []),
      groups: readers.get(name) ?? 0,
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return (
    <>
      <h1>Topics</h1>
      <div class="tools">
        <label class="search">
          Search
          <input type="search" value={search} onInput={(event) => look(event.currentTarget.value, withInternal)} />
        </label>
        <label>
          <input
            type="checkbox"
            checked={withInternal}
            onChange={(event) => look(search, event.currentTarget.checked)}
          />{' '}
          Kafka’s own too
        </label>
        {cluster?.readOnly === false && (
          <button type="button" class="primary" onClick={() => setCreating(true)}>
            Create a topic
          </button>
        )}
      </div>
      <Table
        caption="Topics"
        columns={COLUMNS}
        rows={rows}
        keyOf={({ name }) => name}
        empty={cluster ? (wanted ? 'No topic has that in its name.' : 'There are no topics yet.') : 'Looking…'}
      />
      {isCreating && <CreateTopic brokers={cluster?.brokers.length ?? 1} onClose={() => setCreating(false)} />}
    </>
  );
}

function CreateTopic({ brokers, onClose }: { readonly brokers: number; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [partitions, setPartitions] = useState(3);
  const [replicas, setReplicas] = useState(Math.min(3, brokers));
  const create = async () => {
    await tell('POST', '/api/topics', { name, partitions, replicationFactor: replicas });
    navigate(topicPath(name));
  };
  return (
    <Dialog title="Create a topic" action="Create" act={create} onClose={onClose}>
      <label>
        Name
        <input required value={name} onInput={(event) => setName(event.currentTarget.value)} spellcheck={false} />
      </label>
      <label>
        Partitions
        <input
          type="number"
          min={1}
          required
          value={partitions}
          onInput={(event) => setPartitions(event.currentTarget.valueAsNumber)}
        />
      </label>
      <label>
        Replicas of each
        <input
          type="number"
          min={1}
          max={brokers}
          required
          value={replicas}
          onInput={(event) => setReplicas(event.currentTarget.valueAsNumber)}
        />
      </label>
    </Dialog>
  );
}
