import { setTimeout as delay } from 'node:timers/promises';
import type { Layout } from '../kafka';
import { decide, type Told, type Verdict } from './decide';
import { Views } from './views';

/** A broker that was killed is unready by its port at once: this is for one that falls behind. */
const READY_PAUSE_MS = 2000;
/** Somebody waits. */
const UNREADY_PAUSE_MS = 500;

export interface ReadinessOptions {
  /** `broker.id` */
  readonly id: number;
  /** `host:port` by which the broker is asked. */
  readonly address: string;
  /** Told the first verdict, and each that differs from the one before. */
  readonly onChange: (verdict: Verdict) => void;
}

/** Whether a broker is in sync, looked at again and again. */
export class Readiness {
  #verdict: Verdict = { isReady: false, why: 'nobody has been asked yet' };
  #told: Told | undefined;
  #layout: Layout | undefined;
  readonly #views: Views;

  /** @throws {KafkaError} `INVALID_ADDRESS` */
  constructor(private readonly options: ReadinessOptions) {
    this.#views = new Views(options.id, options.address);
  }

  get verdict(): Verdict {
    return this.#verdict;
  }

  /** The cluster as the broker itself saw it last; undefined where it did not answer. */
  get layout(): Layout | undefined {
    return this.#layout;
  }

  /** Until `signal` aborts. */
  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const look = await this.#views.look();
      this.#layout = typeof look.own === 'string' ? undefined : look.own;
      const { verdict, told } = decide(this.options.id, look, this.#told, performance.now());
      const hasChanged = verdict.isReady !== this.#verdict.isReady || verdict.why !== this.#verdict.why;
      this.#verdict = verdict;
      this.#told = told;
      if (hasChanged) this.options.onChange(verdict);
      const pauseMs = verdict.isReady ? READY_PAUSE_MS : UNREADY_PAUSE_MS;
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
    this.#views.close();
  }
}
