import { useEffect, useState } from 'preact/hooks';
import type { ClusterState, Delta, GroupRow, TopicRow } from '../api';

/** What the server tells of changes, put together. */
export interface Live {
  readonly connection: 'connecting' | 'open' | 'lost';
  /** undefined before the first look. */
  readonly cluster: ClusterState | undefined;
  readonly topics: ReadonlyMap<string, TopicRow>;
  readonly groups: ReadonlyMap<string, GroupRow>;
  readonly areGroupsKnown: boolean;
  /** When something came last, milliseconds since 1970. */
  readonly heardAt: number | undefined;
}

const NOTHING: Live = {
  connection: 'connecting',
  cluster: undefined,
  topics: new Map(),
  groups: new Map(),
  areGroupsKnown: false,
  heardAt: undefined,
};

export function applied<Row>(
  rows: ReadonlyMap<string, Row>,
  { isAll, set, gone }: Delta<Row>,
): ReadonlyMap<string, Row> {
  const next = new Map(isAll ? [] : rows);
  for (const name of gone) next.delete(name);
  for (const [name, row] of Object.entries(set)) next.set(name, row);
  return next;
}

const AGAIN_MS = 3000;

class LiveStore {
  #now = NOTHING;
  #source: EventSource | undefined;
  readonly #listeners = new Set<() => void>();

  get now(): Live {
    return this.#now;
  }

  /** While nobody sees the page it asks for nothing: a browser has six connections to a server, and many tabs. */
  open(): void {
    const follow = () => (document.hidden ? this.#stop() : this.#start());
    document.addEventListener('visibilitychange', follow);
    follow();
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #start(): void {
    if (this.#source) return;
    const source = (this.#source = new EventSource('/api/events'));
    const on = (name: string, take: (data: string) => Partial<Live>) =>
      source.addEventListener(name, (event: MessageEvent<string>) => {
        this.#set({ connection: 'open', heardAt: Date.now(), ...take(event.data) });
      });
    source.onopen = () => this.#set({ connection: 'open', heardAt: Date.now() });
    source.onerror = () => {
      this.#set({ connection: 'lost' });
      // Browsers try again by themselves, but not where the answer was a refusal: while no broker answers, say.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.#again(source), AGAIN_MS);
    };
    on('cluster', (data) => ({ cluster: JSON.parse(data) as ClusterState }));
    on('topics', (data) => ({ topics: applied(this.#now.topics, JSON.parse(data) as Delta<TopicRow>) }));
    on('groups', (data) => ({
      groups: applied(this.#now.groups, JSON.parse(data) as Delta<GroupRow>),
      areGroupsKnown: true,
    }));
  }

  #again(refused: EventSource): void {
    if (this.#source !== refused) return;
    this.#stop();
    this.#start();
  }

  #stop(): void {
    this.#source?.close();
    this.#source = undefined;
  }

  #set(more: Partial<Live>): void {
    this.#now = { ...this.#now, ...more };
    for (const listener of this.#listeners) listener();
  }
}

export const live = new LiveStore();

export function useLive(): Live {
  const [now, setNow] = useState(live.now);
  useEffect(() => {
    setNow(live.now);
    return live.listen(() => setNow(live.now));
  }, []);
  return now;
}
