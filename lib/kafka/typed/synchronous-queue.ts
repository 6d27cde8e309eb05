export interface Offer<Item, Result> {
  readonly item: Item;
  readonly settle: (result: Result) => void;
}

/** Passes items from one who has them to one who asks for them, each when the one before is settled. */
export class SynchronousQueue<Item, Result> {
  #offer: Offer<Item, Result> | undefined;
  #isClosed = false;
  #wake: () => void = () => undefined;

  /** Resolves with what the item was settled with. */
  put(item: Item): Promise<Result> {
    return new Promise((settle) => {
      this.#offer = { item, settle };
      this.#wake();
    });
  }

  /** undefined after `close`. */
  async take(): Promise<Offer<Item, Result> | undefined> {
    while (!this.#offer && !this.#isClosed) await new Promise<void>((resolve) => (this.#wake = resolve));
    const offer = this.#offer;
    this.#offer = undefined;
    return offer;
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }
}
