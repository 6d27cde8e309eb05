/** What lingers for one broker: as long as the first of it may. */
class Linger {
  readonly over: Promise<void>;
  isOver = false;
  readonly #resolve: () => void;
  #dueAt = Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    let resolve = (): void => undefined;
    this.over = new Promise((over) => (resolve = over));
    this.#resolve = resolve;
  }

  endWithin(ms: number): void {
    const dueAt = performance.now() + ms;
    if (dueAt >= this.#dueAt) return;
    this.#dueAt = dueAt;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.end, ms);
  }

  readonly end = (): void => {
    clearTimeout(this.#timer);
    this.isOver = true;
    this.#resolve();
  };
}

/** Lanes whose batches go to one broker linger together, so that its next request takes along all there is by then. */
export class Lingers {
  readonly #byBroker = new Map<number | undefined, Linger>();

  /** For `ms` at most. Whoever ends it does so for all who joined. */
  join(broker: number | undefined, ms: number): Pick<Linger, 'over' | 'end'> {
    const current = this.#byBroker.get(broker);
    const linger = current?.isOver === false ? current : new Linger();
    this.#byBroker.set(broker, linger);
    linger.endWithin(ms);
    return linger;
  }
}
