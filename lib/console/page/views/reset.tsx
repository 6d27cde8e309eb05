import { useEffect, useState } from 'preact/hooks';
import type { OffsetMove, Position } from '../../api';
import { tell } from '../ask';
import { grouped } from '../format';
import { Dialog } from '../parts/dialog';
import { OffsetField } from '../parts/offset-field';
import { Table, type Column } from '../parts/tables';

const KINDS = { earliest: 'the beginning', latest: 'the end', offset: 'an offset', timestamp: 'a time' } as const;
type Kind = keyof typeof KINDS;

const MOVES: readonly Column<OffsetMove>[] = [
  { head: 'Partition', cell: ({ partition }) => partition, isNumber: true },
  { head: 'Now', cell: ({ before }) => grouped(before), isNumber: true },
  { head: 'Then', cell: ({ after }) => grouped(after), isNumber: true },
  {
    head: 'That is',
    cell: ({ before, after }) => {
      const moved = before === undefined ? undefined : after - before;
      if (moved === undefined) return 'from nothing';
      if (moved === 0) return 'the same';
      return moved < 0 ? `${grouped(-moved)} again` : `${grouped(moved)} skipped`;
    },
  },
];

interface ResetProps {
  readonly group: string;
  readonly topics: readonly string[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Shows what would be set before anything is. */
export function ResetDialog({ group, topics, onDone, onClose }: ResetProps) {
  const [topic, setTopic] = useState(topics[0] ?? '');
  const [kind, setKind] = useState<Kind>('earliest');
  const [offset, setOffset] = useState(0);
  const [at, setAt] = useState('');
  const [moves, setMoves] = useState<readonly OffsetMove[]>();
  const [failure, setFailure] = useState<string>();
  const path = `/api/groups/${encodeURIComponent(group)}/offsets`;
  const to: Position =
    kind === 'offset' ? { offset } : kind === 'timestamp' ? { timestamp: new Date(at).getTime() } : kind;
  const isKnown = topic !== '' && (kind !== 'timestamp' || at !== '') && (kind !== 'offset' || offset >= 0);
  useEffect(() => {
    setMoves(undefined);
    if (!isKnown) return;
    let isCurrent = true;
    tell<readonly OffsetMove[]>('POST', path, { topic, to }).then(
      (found) => {
        if (!isCurrent) return;
        setMoves(found);
        setFailure(undefined);
      },
      (error: unknown) => isCurrent && setFailure((error as Error).message),
    );
    return () => void (isCurrent = false);
  }, [topic, kind, offset, at]);
  const reset = async () => {
    if (!moves) throw new Error('it is not known yet where that is');
    await tell('POST', path, { topic, to, execute: true });
    onDone();
  };
  return (
    <Dialog title={`Reset offsets of ${group}`} action="Reset" isDangerous act={reset} onClose={onClose}>
      <label>
        Topic
        <select value={topic} onChange={(event) => setTopic(event.currentTarget.value)}>
          {topics.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        To
        <select value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)}>
          {Object.entries(KINDS).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {kind === 'offset' && <OffsetField value={offset} onInput={setOffset} />}
      {kind === 'timestamp' && (
        <label>
          Time
          <input type="datetime-local" step="1" value={at} onInput={(event) => setAt(event.currentTarget.value)} />
        </label>
      )}
      {failure !== undefined && (
        <p role="alert" class="trouble">
          {failure}
        </p>
      )}
      {moves && (
        <Table
          caption="What would be set"
          columns={MOVES}
          rows={moves}
          keyOf={({ partition }) => partition}
          empty="Nothing."
        />
      )}
    </Dialog>
  );
}
