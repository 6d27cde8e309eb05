import { useEffect, useState } from 'preact/hooks';
import type { MessageRow } from '../../api';
import { counted, grouped } from '../format';
import { replaceQuery, useLocation } from '../location';
import { MessageTable } from '../parts/message-table';
import { OffsetField } from '../parts/offset-field';
import { useSearch, type MessageSearch, type Query } from '../search-store';

interface MessagesProps {
  readonly topic: string;
  readonly partitions: number;
}

/** What a topic holds: the newest at once, and whatever is looked for. */
export function MessagesView({ topic, partitions }: MessagesProps) {
  const { query: given } = useLocation();
  const [query, setQuery] = useState<Query>({
    from: given.get('from') ?? 'newest',
    partition: given.get('partition') ?? '',
    key: given.get('key') ?? '',
    text: given.get('text') ?? '',
    limit: given.get('limit') ?? '50',
  });
  const search = useSearch(topic);
  useEffect(() => search.search(query), [topic]);
  const find = (event: Event) => {
    event.preventDefault();
    const { from, limit, ...rest } = query;
    replaceQuery({ ...rest, from: from === 'newest' ? '' : from, limit: limit === '50' ? '' : limit });
    search.search(query);
  };
  return (
    <>
      <SearchForm query={query} partitions={partitions} onChange={setQuery} onSubmit={find} search={search} />
      <Progress search={search} />
      <MessageTable topic={topic} partitions={partitions} messages={search.messages} />
      <p class="actions">
        {search.end === 'limit' && (
          <button type="button" onClick={() => search.more(query)}>
            {query.from === 'newest' ? 'Older ones' : 'Later ones'}
          </button>
        )}
        {search.end === 'depth' && (
          <button type="button" onClick={() => search.more(query)}>
            Search further
          </button>
        )}
        {search.messages.length > 0 && (
          <button type="button" onClick={() => save(topic, search.messages)}>
            Download what is shown
          </button>
        )}
      </p>
    </>
  );
}

interface FormProps {
  readonly query: Query;
  readonly partitions: number;
  readonly onChange: (query: Query) => void;
  readonly onSubmit: (event: Event) => void;
  readonly search: MessageSearch;
}

/** The kinds of places where reading can begin. */
const kindOf = (from: string): string =>
  from === 'newest' || from === 'oldest' ? from : from.startsWith('@') ? 'offset' : 'time';

function SearchForm({ query, partitions, onChange, onSubmit, search }: FormProps) {
  const kind = kindOf(query.from);
  const set = (more: Partial<Query>) => onChange({ ...query, ...more });
  const setKind = (next: string) =>
    set({ from: next === 'offset' ? '@0' : next === 'time' ? String(Date.now() - 3_600_000) : next });
  return (
    <form class="tools" role="search" onSubmit={onSubmit}>
      <label>
        From
        <select value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
          <option value="newest">the newest back</option>
          <option value="oldest">the oldest on</option>
          <option value="offset">an offset on</option>
          <option value="time">a time on</option>
        </select>
      </label>
      {kind === 'offset' && (
        <OffsetField
          value={query.from === '@' ? NaN : Number(query.from.slice(1))}
          onInput={(offset) => set({ from: Number.isNaN(offset) ? '@' : `@${offset}` })}
        />
      )}
      {kind === 'time' && (
        <label>
          Time
          <input
            type="datetime-local"
            step="1"
            required
            value={localTime(Number(query.from))}
            onInput={(event) => set({ from: String(new Date(event.currentTarget.value).getTime() || 0) })}
          />
        </label>
      )}
      <label>
        Partition
        <select value={query.partition} onChange={(event) => set({ partition: event.currentTarget.value })}>
          <option value="">all</option>
          {Array.from({ length: partitions }, (_, partition) => (
            <option key={partition}>{partition}</option>
          ))}
        </select>
      </label>
      <label>
        Key has
        <input value={query.key} onInput={(event) => set({ key: event.currentTarget.value })} spellcheck={false} />
      </label>
      <label>
        Text
        <input value={query.text} onInput={(event) => set({ text: event.currentTarget.value })} spellcheck={false} />
      </label>
      <label>
        Show
        <select value={query.limit} onChange={(event) => set({ limit: event.currentTarget.value })}>
          {['50', '200', '1000'].map((limit) => (
            <option key={limit}>{limit}</option>
          ))}
        </select>
      </label>
      <button type="submit" class="primary">
        Search
      </button>
      <button type="button" onClick={() => search.tail(query)}>
        Live
      </button>
    </form>
  );
}

function Progress({ search }: { readonly search: MessageSearch }) {
  const { messages, searched, of, isRunning, isPaused, end, leftOut, failure } = search;
  const isTail = searched === 0 && of === 0 && end === undefined;
  const found = isTail
    ? `${counted(messages.length, 'message')}${leftOut > 0 ? `, ${grouped(leftOut)} more not shown` : ''}`
    : `searched ${grouped(searched)} of ${grouped(of)}, found ${grouped(messages.length)}`;
  return (
    <div class="progress">
      {failure !== undefined && (
        <p role="alert" class="trouble">
          {failure}
        </p>
      )}
      <p role="status">
        {isRunning ? (isTail ? (isPaused ? 'Paused: ' : 'Live: ') : 'Searching: ') : ''}
        {found}
        {end === 'depth' && ', and stopped there'}
      </p>
      {isRunning && isTail && (
        <button type="button" aria-pressed={isPaused} onClick={() => search.pause(!isPaused)}>
          {isPaused ? 'Go on' : 'Pause'}
        </button>
      )}
      {isRunning && (
        <button type="button" onClick={search.stop}>
          Stop
        </button>
      )}
    </div>
  );
}

/** As an input of the browser has it: without a zone, in the local one. */
function localTime(at: number): string {
  const date = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 19);
}

/** A message a line. */
function save(topic: string, messages: readonly MessageRow[]): void {
  const text = messages.map((message) => `${JSON.stringify({ topic, ...message })}\n`);
  const url = URL.createObjectURL(new Blob(text, { type: 'application/x-ndjson' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${topic}.ndjson`;
  link.click();
  URL.revokeObjectURL(url);
}
