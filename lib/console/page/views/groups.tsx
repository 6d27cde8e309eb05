import { useState } from 'preact/hooks';
import type { GroupRow } from '../../api';
import { grouped, rate } from '../format';
import { groupPath, Link, replaceQuery, topicPath, useLocation } from '../location';
import { useLive } from '../live';
import { Table, type Column } from '../parts/tables';

type Row = readonly [id: string, row: GroupRow];

const COLUMNS: readonly Column<Row>[] = [
  { head: 'Group', cell: ([id]) => <Link to={groupPath(id)}>{id}</Link>, sort: ([id]) => id },
  { head: 'State', cell: ([, { state }]) => state, sort: ([, { state }]) => state },
  {
    head: 'Members',
    cell: ([, { members }]) => grouped(members),
    sort: ([, { members }]) => members,
    isNumber: true,
  },
  { head: 'Lag', cell: ([, { lag }]) => grouped(lag), sort: ([, { lag }]) => lag, isNumber: true },
  { head: 'Consumed', cell: ([, row]) => rate(row.rate), sort: ([, row]) => row.rate, isNumber: true },
  {
    head: 'Topics',
    cell: ([, { topics }]) =>
      topics.map((topic, index) => (
        <span key={topic}>
          {index > 0 && ', '}
          <Link to={topicPath(topic)}>{topic}</Link>
        </span>
      )),
  },
];

interface GroupTableProps {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly empty: string;
}

export const GroupTable = ({ caption, rows, empty }: GroupTableProps) => (
  <Table
    caption={caption}
    columns={COLUMNS}
    rows={rows.toSorted(([one], [other]) => (one < other ? -1 : 1))}
    keyOf={([id]) => id}
    empty={empty}
  />
);

export function GroupsView() {
  const { groups, areGroupsKnown } = useLive();
  const { query } = useLocation();
  const [search, setSearch] = useState(query.get('search') ?? '');
  const wanted = search.trim().toLowerCase();
  const look = (text: string) => {
    setSearch(text);
    replaceQuery({ search: text });
  };
  return (
    <>
      <h1>Groups</h1>
      <label class="search">
        Search
        <input type="search" value={search} onInput={(event) => look(event.currentTarget.value)} />
      </label>
      <GroupTable
        caption="Groups"
        rows={[...groups].filter(([id]) => id.toLowerCase().includes(wanted))}
        empty={areGroupsKnown ? 'No group has committed anything.' : 'Looking…'}
      />
    </>
  );
}
