import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { grouped } from '../format';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ComponentChild;
  /** @default - it cannot be sorted by */
  readonly sort?: (row: Row) => string | number | undefined;
  /** Digits stand below each other. @default false */
  readonly isNumber?: boolean;
}

interface TableProps<Row> {
  /** What screen readers call it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  /** What is said where there are none. */
  readonly empty: string;
}

/** More rows take a browser longer than a person waits. */
const MAX_ROWS = 200;

export function Table<Row>({ caption, columns, rows, keyOf, empty }: TableProps<Row>) {
  const [by, setBy] = useState<{ readonly head: string; readonly sign: 1 | -1 }>();
  const [max, setMax] = useState(MAX_ROWS);
  const sort = columns.find(({ head }) => head === by?.head)?.sort;
  const sorted = sort && by ? rows.toSorted((one, other) => by.sign * compared(sort(one), sort(other))) : rows;
  if (rows.length === 0) return <p class="empty">{empty}</p>;
  return (
    <>
      <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map(({ head, isNumber, sort: isSortable }) => {
                const sign = by?.head === head ? by.sign : undefined;
                const next = sign === undefined ? (isNumber ? -1 : 1) : sign === 1 ? -1 : 1;
                const direction = sign === 1 ? 'ascending' : sign === -1 ? 'descending' : undefined;
                return (
                  <th key={head} scope="col" class={isNumber ? 'number' : undefined} aria-sort={direction}>
                    {isSortable ? (
                      <button type="button" class="sort" onClick={() => setBy({ head, sign: next })}>
                        {head}
                        <span aria-hidden="true">{sign === 1 ? ' ▲' : sign === -1 ? ' ▼' : ''}</span>
                      </button>
                    ) : (
                      head
                    )}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, max).map((row) => (
              <tr key={keyOf(row)}>
                {columns.map(({ head, cell, isNumber }) => (
                  <td key={head} class={isNumber ? 'number' : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > max && (
        <p>
          {grouped(max)} of {grouped(rows.length)} are shown.{' '}
          <button type="button" onClick={() => setMax(rows.length)}>
            Show all
          </button>
        </p>
      )}
    </>
  );
}

/** What is not known comes last. */
function compared(one: string | number | undefined, other: string | number | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0;
}
