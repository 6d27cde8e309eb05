import { exposition, type MetricLabels } from './exposition';
import { Measuring } from './measures';
import { metricsOf } from './metrics';
import type { Readiness } from './readiness';

/** Whoever asks more often is told the same again: brokers are asked no oftener. */
const FRESH_MS = 5000;

const UNKNOWN = { logBytes: undefined, groups: undefined, underMinInSync: undefined };

/** What the metrics of a broker are, looked up when somebody asks. */
export class ToldMetrics {
  readonly #measuring: Measuring;
  #told: { readonly text: Promise<string>; readonly atMs: number } | undefined;

  /** @param address `host:port` by which the broker is asked @param labels of every metric */
  constructor(
    private readonly id: number,
    address: string,
    private readonly readiness: Readiness,
    private readonly labels: MetricLabels,
  ) {
    this.#measuring = new Measuring(id, address);
  }

  text(): Promise<string> {
    const nowMs = performance.now();
    if (!this.#told || nowMs - this.#told.atMs > FRESH_MS) this.#told = { text: this.#measure(), atMs: nowMs };
    return this.#told.text;
  }

  close(): void {
    this.#measuring.close();
  }

  async #measure(): Promise<string> {
    const { verdict, layout } = this.readiness;
    const measures = layout ? await this.#measuring.measure(layout) : UNKNOWN;
    return exposition(metricsOf({ id: this.id, verdict, layout, ...measures }), this.labels);
  }
}
