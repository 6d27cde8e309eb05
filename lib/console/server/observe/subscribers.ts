type Event = readonly [name: string, data: unknown];

/** One that takes no more is given everything anew, in place of all that waits for it. */
const MAX_WAITING = 50;

interface Subscriber {
  waiting: Event[];
  wake: () => void;
}

/** Those who are told what happens, each at its own pace. */
export class Subscribers {
  readonly #all = new Set<Subscriber>();

  /** @param everything what whoever comes is told first */
  constructor(private readonly everything: () => readonly Event[]) {}

  get count(): number {
    return this.#all.size;
  }

  tell(events: readonly Event[]): void {
    for (const one of this.#all) {
      one.waiting.push(...events);
      if (one.waiting.length > MAX_WAITING) one.waiting = [...this.everything()];
      one.wake();
    }
  }

  /** Until `signal` aborts. */
  async *subscribe(signal: AbortSignal): AsyncGenerator<Event, void, undefined> {
    const one: Subscriber = { waiting: [...this.everything()], wake: () => undefined };
    const onAbort = () => one.wake();
    signal.addEventListener('abort', onAbort);
    this.#all.add(one);
    try {
      while (!signal.aborted) {
        const [next] = one.waiting.splice(0, 1);
        if (next) yield next;
        else await new Promise<void>((resolve) => (one.wake = resolve));
      }
    } finally {
      this.#all.delete(one);
      signal.removeEventListener('abort', onAbort);
    }
  }
}
