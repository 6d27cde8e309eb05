import type { PartitionPage, Series } from '../../api';
import { useAsked } from '../ask';
import { ago, grouped } from '../format';
import { Asking } from '../parts/asking';
import { Plot } from '../parts/plot';
import { Table, type Column } from '../parts/tables';

const ASK_MS = 5000;
const PLOT_MS = 2000;

const COLUMNS: readonly Column<PartitionPage>[] = [
  { head: 'Partition', cell: ({ partition }) => partition, sort: ({ partition }) => partition, isNumber: true },
  {
    head: 'Leader',
    cell: ({ leader }) => leader ?? <span class="tag ill">offline</span>,
    sort: ({ leader }) => leader,
    isNumber: true,
  },
  { head: 'Replicas', cell: ({ replicas }) => replicas.join(', ') },
  {
    head: 'In sync',
    cell: ({ inSync, replicas }) => (
      <>
        {inSync.join(', ')}{' '}
        {inSync.length < replicas.length && <span class="tag ill">{replicas.length - inSync.length} missing</span>}
      </>
    ),
    sort: ({ inSync, replicas }) => inSync.length - replicas.length,
  },
  { head: 'First offset', cell: ({ firstOffset }) => grouped(firstOffset), isNumber: true },
  { head: 'Next offset', cell: ({ nextOffset }) => grouped(nextOffset), isNumber: true },
  {
    head: 'Messages',
    cell: (row) => grouped(messagesOf(row)),
    sort: (row) => messagesOf(row),
    isNumber: true,
  },
  {
    head: 'Last write',
    cell: ({ lastWrite }) => (lastWrite === undefined ? '–' : ago(lastWrite, Date.now())),
    sort: ({ lastWrite }) => lastWrite,
  },
];

const messagesOf = ({ firstOffset, nextOffset }: PartitionPage): number | undefined =>
  firstOffset === undefined || nextOffset === undefined ? undefined : nextOffset - firstOffset;

export function PartitionsView({ topic }: { readonly topic: string }) {
  const path = encodeURIComponent(topic);
  const { answer, failure } = useAsked<readonly PartitionPage[]>(`/api/topics/${path}/partitions`, ASK_MS);
  const { answer: series } = useAsked<Series>(`/api/history/topics/${path}`, PLOT_MS);
  const lines = [{ label: topic, name: `topic/${topic}` }];
  return (
    <>
      <Asking failure={failure} isAnswered={answer !== undefined} />
      {answer && (
        <Table
          caption={`Partitions of ${topic}`}
          columns={COLUMNS}
          rows={answer}
          keyOf={({ partition }) => partition}
          empty="There are none."
        />
      )}
      <Plot title="Messages produced a second" lines={lines} series={series} unit="/s" />
    </>
  );
}
