import type { Layout } from '../kafka';
import { BrokerView } from '../kafka/health/broker-view';
import type { Look } from './decide';

/** How many of the other brokers are asked until one answers: of three, and of more rarely, both may be gone without being known to be. */
const MAX_ASKED = 2;

/** What a broker and others know of the cluster. */
export class Views {
  readonly #own: BrokerView;
  readonly #others = new Map<string, BrokerView>();
  /** Where the others are, as the broker said last. */
  #last: Layout | undefined;

  /** @param address `host:port` of the broker @throws {KafkaError} `INVALID_ADDRESS` */
  constructor(
    private readonly id: number,
    address: string,
  ) {
    this.#own = new BrokerView(address);
  }

  async look(): Promise<Look> {
    const own = await this.#own.ask();
    if (typeof own !== 'string') this.#last = own;
    return { own, other: own === 'refused' ? 'silent' : await this.#askOther() };
  }

  close(): void {
    for (const view of [this.#own, ...this.#others.values()]) view.close();
  }

  /** First the controller, which knows first. */
  async #askOther(): Promise<Look['other']> {
    const { controllerId, brokers = [] } = this.#last ?? {};
    const others = brokers
      .filter(({ id }) => id !== this.id)
      .sort((a, b) => Number(b.id === controllerId) - Number(a.id === controllerId));
    if (others.length === 0) return 'alone';
    const addresses = others.map(({ address }) => address);
    for (const [address, view] of this.#others) {
      if (addresses.includes(address)) continue;
      view.close();
      this.#others.delete(address);
    }
    for (const address of addresses.slice(0, MAX_ASKED)) {
      const answer = await this.#view(address).ask();
      if (typeof answer !== 'string') return answer;
    }
    return 'silent';
  }

  #view(address: string): BrokerView {
    const view = this.#others.get(address) ?? new BrokerView(address);
    this.#others.set(address, view);
    return view;
  }
}
