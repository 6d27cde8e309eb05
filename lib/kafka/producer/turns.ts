interface Turn {
  readonly take: () => void;
  isGivenUp: boolean;
}

/** Those who wait for room, one after the other: as many as there may be, in the time that each of them takes. */
export class Turns {
  #waiting: Turn[] = [];
  #next = 0;

  get isEmpty(): boolean {
    return this.#next === this.#waiting.length;
  }

  /** Calls `take` when it is its turn, unless `signal` aborts before: then `giveUp`. */
  wait(take: () => void, signal?: AbortSignal, giveUp?: () => void): void {
    if (!signal) {
      this.#waiting.push({ take, isGivenUp: false });
      return;
    }
    const onAbort = () => {
      turn.isGivenUp = true;
      giveUp?.();
    };
    const turn = {
      isGivenUp: false,
      take: () => {
        signal.removeEventListener('abort', onAbort);
        take();
      },
    };
    signal.addEventListener('abort', onAbort, { once: true });
    this.#waiting.push(turn);
  }

  /** Lets one after the other have its turn while `isRoom`. */
  go(isRoom: () => boolean): void {
    while (!this.isEmpty && isRoom()) {
      // Not taken from the front of the list, which would move all that are behind.
      const turn = this.#waiting[this.#next++]!;
      if (!turn.isGivenUp) turn.take();
      if (this.#next * 2 > this.#waiting.length) {
        this.#waiting.splice(0, this.#next);
        this.#next = 0;
      }
    }
  }
}
