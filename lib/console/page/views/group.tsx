import { useState } from 'preact/hooks';
import type { GroupOffsetPage, GroupPage, MemberPage, Series } from '../../api';
import { tell, useAsked } from '../ask';
import { counted, grouped } from '../format';
import { Link, navigate, topicPath } from '../location';
import { useLive } from '../live';
import { Asking } from '../parts/asking';
import { Dialog } from '../parts/dialog';
import { Plot } from '../parts/plot';
import { Table, type Column } from '../parts/tables';
import { ResetDialog } from './reset';

const PAGE_MS = 2000;
/** More lines than that nobody tells apart. */
const MAX_LINES = 6;

const lagOf = ({ offset, endOffset }: GroupOffsetPage): number | undefined =>
  endOffset === undefined ? undefined : Math.max(0, endOffset - offset);

const OFFSETS: readonly Column<GroupOffsetPage>[] = [
  { head: 'Topic', cell: ({ topic }) => <Link to={topicPath(topic)}>{topic}</Link>, sort: ({ topic }) => topic },
  { head: 'Partition', cell: ({ partition }) => partition, sort: ({ partition }) => partition, isNumber: true },
  { head: 'Committed', cell: ({ offset }) => grouped(offset), isNumber: true },
  { head: 'End', cell: ({ endOffset }) => grouped(endOffset), isNumber: true },
  { head: 'Lag', cell: (row) => grouped(lagOf(row)), sort: lagOf, isNumber: true },
];

const MEMBERS: readonly Column<MemberPage>[] = [
  { head: 'Client', cell: ({ clientId }) => clientId, sort: ({ clientId }) => clientId },
  { head: 'Host', cell: ({ host }) => host },
  { head: 'Member', cell: ({ memberId, instanceId }) => instanceId ?? memberId },
  {
    head: 'Has',
    cell: ({ assigned }) =>
      assigned.map(({ topic, partitions }) => `${topic}: ${partitions.join(', ')}`).join('; ') || 'nothing',
  },
];

export function GroupView({ group }: { readonly group: string }) {
  const { cluster } = useLive();
  const path = encodeURIComponent(group);
  const { answer, failure, again } = useAsked<GroupPage>(`/api/groups/${path}`, PAGE_MS);
  const { answer: series } = useAsked<Series>(`/api/history/groups/${path}`, PAGE_MS);
  const [open, setOpen] = useState<'reset' | 'delete'>();
  const onClose = () => setOpen(undefined);
  return (
    <>
      <h1>{group}</h1>
      <Asking failure={failure} isAnswered={answer !== undefined} />
      {answer && (
        <>
          <p class="facts">
            {answer.state} · {counted(answer.members.length, 'member')}
            {answer.assignor && ` · ${answer.assignor}`} · lag{' '}
            {grouped(answer.offsets.reduce((sum, row) => sum + (lagOf(row) ?? 0), 0))}
          </p>
          {cluster?.readOnly === false && (
            <p class="actions">
              <button type="button" onClick={() => setOpen('reset')}>
                Reset offsets
              </button>
              <button type="button" onClick={() => setOpen('delete')}>
                Delete
              </button>
            </p>
          )}
          <LagPlot group={group} series={series} />
          <h2>Offsets</h2>
          <Table
            caption={`Offsets of ${group}`}
            columns={OFFSETS}
            rows={answer.offsets}
            keyOf={({ topic, partition }) => `${topic}/${partition}`}
            empty="Nothing is committed."
          />
          <h2>Members</h2>
          <Table
            caption={`Members of ${group}`}
            columns={MEMBERS}
            rows={answer.members}
            keyOf={({ memberId }) => memberId}
            empty="Nobody is in the group: its offsets can be reset."
          />
        </>
      )}
      {open === 'reset' && answer && (
        <ResetDialog
          group={group}
          topics={[...new Set(answer.offsets.map(({ topic }) => topic))]}
          onDone={again}
          onClose={onClose}
        />
      )}
      {open === 'delete' && (
        <Dialog
          title={`Delete ${group}`}
          action="Delete the group"
          isDangerous
          confirm={group}
          act={async () => {
            await tell('DELETE', `/api/groups/${path}`, { confirm: group });
            navigate('/groups');
          }}
          onClose={onClose}
        >
          <p>What it has committed is forgotten: a member that joins later begins anew. Messages stay.</p>
        </Dialog>
      )}
    </>
  );
}

/** A line for each partition, or for each topic where there are many. */
function LagPlot({ group, series }: { readonly group: string; readonly series: Series | undefined }) {
  const prefix = `lag/${encodeURIComponent(group)}/`;
  const lags = Object.entries(series?.values ?? {}).filter(([name]) => name.startsWith(prefix));
  const isFew = lags.length <= MAX_LINES;
  const byLine = new Map<string, (typeof lags)[number][1][]>();
  for (const [name, values] of lags) {
    const line = isFew ? name : name.slice(0, name.lastIndexOf('/'));
    byLine.set(line, [...(byLine.get(line) ?? []), values]);
  }
  const summed = [...byLine].map(([name, all]) => [name, added(all)] as const);
  const lines = summed.slice(0, MAX_LINES).map(([name]) => ({ name, label: name.slice(prefix.length) }));
  return (
    <Plot
      title="Lag"
      lines={lines.length > 0 ? lines : [{ name: 'none', label: 'all partitions' }]}
      series={series && { times: series.times, values: Object.fromEntries(summed) }}
      unit=""
    />
  );
}

const added = (all: readonly (readonly (number | null)[])[]): (number | null)[] =>
  (all[0] ?? []).map((_, index) =>
    all.reduce<number | null>((sum, values) => {
      const value = values[index] ?? null;
      return sum === null || value === null ? null : sum + value;
    }, 0),
  );
