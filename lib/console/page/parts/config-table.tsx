import { useState } from 'preact/hooks';
import type { ConfigRow } from '../../api';
import { Table, type Column } from './tables';

/** What each source is called. */
const SOURCES: Readonly<Record<string, string>> = {
  topic: 'this topic',
  broker: 'this broker',
  'all brokers': 'all brokers',
  static: 'server.properties',
  default: 'default',
  unknown: 'unknown',
};

interface ConfigTableProps {
  readonly caption: string;
  readonly rows: readonly ConfigRow[];
  /** Whose values are overrides. */
  readonly own: string;
  /** @default - nothing can be changed */
  readonly onEdit?: ((row: ConfigRow) => void) | undefined;
}

/** What was set stands first; everything else is a default. */
export function ConfigTable({ caption, rows, own, onEdit }: ConfigTableProps) {
  const [search, setSearch] = useState('');
  const found = rows
    .filter(({ name }) => name.includes(search.trim()))
    .toSorted((one, other) => Number(other.source === own) - Number(one.source === own));
  const columns: Column<ConfigRow>[] = [
    {
      head: 'Property',
      cell: ({ name, documentation, source }) => (
        <details class="property">
          <summary>{source === own ? <strong>{name}</strong> : name}</summary>
          <p>{documentation?.replaceAll(/<[^>]*>/g, '') ?? 'The broker tells nothing of it.'}</p>
        </details>
      ),
      sort: ({ name }) => name,
    },
    {
      head: 'Value',
      cell: ({ value, isSensitive }) => (isSensitive ? <span class="tag">hidden</span> : <code>{value}</code>),
    },
    { head: 'Set by', cell: ({ source }) => SOURCES[source] ?? source, sort: ({ source }) => source },
    {
      head: 'Otherwise',
      cell: ({ source, otherwise }) => (source === own ? <code>{otherwise ?? '–'}</code> : ''),
    },
    ...(onEdit
      ? [
          {
            head: 'Change',
            cell: (row: ConfigRow) =>
              row.isReadOnly || row.isSensitive ? (
                ''
              ) : (
                <button type="button" onClick={() => onEdit(row)} aria-label={`Change ${row.name}`}>
                  Change
                </button>
              ),
          },
        ]
      : []),
  ];
  return (
    <>
      <label class="search">
        Search
        <input type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      </label>
      <Table caption={caption} columns={columns} rows={found} keyOf={({ name }) => name} empty="No such property." />
    </>
  );
}
