import { KafkaError, type Client, type Log } from '../../../kafka';
import type { Change, ClusterState, GroupRow, Series, TopicRow } from '../../api';
import { changesBetween } from './changes';
import { clusterState } from './cluster-state';
import { ChangingRows } from './deltas';
import type { Findings } from './findings';
import { groupRows } from './group-rows';
import { History } from './history';
import { valuesOf } from './history-values';
import { lookAtLayout, lookAtOffsets, lookAtPongs, lookAtSizes } from './looks';
import { repeat } from './repeat';
import { Subscribers } from './subscribers';
import { topicRows } from './topic-rows';

/** Who answers. */
const PING_MS = 1000;
/** Where everything is. */
const LAYOUT_MS = 1000;
/** Where partitions end, and what groups have committed. */
const OFFSETS_MS = 2000;
/** Where partitions begin, and how large they are: requests of many bytes, for what changes slowly. */
const SIZES_MS = 10_000;
/** Whatever stands between here and the page takes a connection on which nothing comes for dead. */
const BEAT_MS = 15_000;
const HISTORY_MS = 15 * 60_000;
/** In which a page that was fetched asks for events. */
const EXPECTED_MS = 5000;
const MAX_CHANGES = 50;

export interface ObserverOptions {
  readonly readOnly: boolean;
  readonly log: Log;
}

/** Looks at the cluster for all open pages together, and not at all while there is none. */
export class Observer {
  readonly #topics = new ChangingRows<TopicRow>();
  readonly #groups = new ChangingRows<GroupRow>();
  readonly #history = new History(HISTORY_MS / OFFSETS_MS, OFFSETS_MS);
  readonly #subscribers = new Subscribers(() => this.#everything());
  readonly #closing = new AbortController();
  #looking: AbortController | undefined;
  #expecting: NodeJS.Timeout | undefined;
  #findings: Findings | undefined;
  #state: ClusterState | undefined;
  #changes: readonly Change[] = [];

  constructor(
    private readonly client: Client,
    private readonly options: ObserverOptions,
  ) {}

  /** Looks already while a page is on its way: what it shows first is there when it asks. */
  expectPage(): void {
    this.#looking ??= this.#look();
    clearTimeout(this.#expecting);
    this.#expecting = setTimeout(() => {
      this.#expecting = undefined;
      this.#stopUnseen();
    }, EXPECTED_MS).unref();
  }

  /** What the page shows, and from then on what changes of it. */
  async *events(signal: AbortSignal): AsyncGenerator<readonly [name: string, data: unknown], void, undefined> {
    this.#looking ??= this.#look();
    try {
      yield* this.#subscribers.subscribe(AbortSignal.any([signal, this.#closing.signal]));
    } finally {
      this.#stopUnseen();
    }
  }

  history(isWanted: (name: string) => boolean): Series {
    return this.#history.read(isWanted);
  }

  close(): void {
    this.#closing.abort();
    this.#stop();
  }

  #stopUnseen(): void {
    if (this.#subscribers.count === 0 && !this.#expecting) this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#expecting);
    this.#expecting = undefined;
    this.#looking?.abort();
    this.#looking = undefined;
    // Whoever opens a page later sees what is then.
    this.#findings = undefined;
    this.#state = undefined;
    this.#topics.replace(new Map());
    this.#groups.replace(new Map());
  }

  #look(): AbortController {
    const looking = new AbortController();
    const { signal } = looking;
    const onError = (error: unknown) => {
      const level = error instanceof KafkaError ? 'debug' : 'error';
      this.options.log({ level, message: 'a look at the cluster failed', reason: String(error) });
    };
    const again = (everyMs: number, look: () => Promise<Partial<Findings>>) =>
      void repeat(everyMs, async () => this.#found(await look(), signal), { signal, onError });
    const beat = () => {
      this.#subscribers.tell([['beat', {}]]);
      return Promise.resolve();
    };
    void repeat(BEAT_MS, beat, { signal, onError });
    const seen = firstTime();
    const look = async () => {
      this.#found(await lookAtLayout(this.client, this.#findings, signal), signal);
      seen.done();
    };
    void repeat(LAYOUT_MS, look, { signal, onError });
    void seen.happens.then(() => {
      again(PING_MS, () => lookAtPongs(this.client, this.#findings!));
      again(OFFSETS_MS, () => this.#lookAtOffsets());
      again(SIZES_MS, () => lookAtSizes(this.client, this.#findings!, signal));
    });
    return looking;
  }

  async #lookAtOffsets(): Promise<Partial<Findings>> {
    const found = await lookAtOffsets(this.client, this.#findings!);
    if (this.#findings) this.#history.add(found.next.at, valuesOf({ ...this.#findings, ...found }));
    return found;
  }

  #found(more: Partial<Findings>, signal: AbortSignal): void {
    if (signal.aborted) return;
    const { layout: known = this.#findings?.layout } = more;
    if (!known) return;
    const before = this.#findings;
    if (before && Object.entries(more).every(([name, found]) => before[name as keyof Findings] === found)) return;
    this.#findings = { pongs: [], ...this.#findings, ...more, layout: known };
    this.#publish(more);
  }

  #publish(more: Partial<Findings>): void {
    const findings = this.#findings!;
    const state = clusterState(findings);
    const at = Date.now();
    const changes = this.#state ? changesBetween(this.#state, state).map((change) => ({ at, ...change })) : [];
    this.#changes = [...changes.toReversed(), ...this.#changes].slice(0, MAX_CHANGES);
    const before = this.#state && JSON.stringify(this.#state);
    this.#state = { ...state, changes: this.#changes, readOnly: this.options.readOnly };
    const isOfTopics = more.layout ?? more.next ?? more.first;
    const topics = isOfTopics && this.#topics.replace(topicRows(findings));
    const changed = more.commits && this.#groups.replace(groupRows(findings));
    // That there are none must be said, too.
    const groups = changed ?? (more.commits && !more.read ? this.#groups.all : undefined);
    // Whoever has opened a page before the first look, or had one open before, knows nothing yet, or too much.
    if (before === undefined) this.#subscribers.tell(this.#everything());
    else
      this.#subscribers.tell([
        ...(JSON.stringify(this.#state) === before ? [] : [['cluster', this.#state] as const]),
        ...(topics ? [['topics', topics] as const] : []),
        ...(groups ? [['groups', groups] as const] : []),
      ]);
  }

  #everything(): readonly (readonly [string, unknown])[] {
    if (!this.#state) return [];
    return [
      ['cluster', this.#state],
      ['topics', this.#topics.all],
      ...(this.#findings?.commits ? [['groups', this.#groups.all] as const] : []),
    ];
  }
}

function firstTime() {
  let done!: () => void;
  const happens = new Promise<void>((resolve) => (done = resolve));
  return { done, happens };
}
