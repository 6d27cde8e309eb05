import type { Delivery } from '../../kafka';
import { grouped } from '../../cli-kit';

/** Counts outcomes and latencies of a run without keeping the messages. */
export class DeliveryStats {
  acked = 0;
  failed = 0;
  unknown = 0;
  longestStallMs = 0;
  firstError: Error | undefined;
  readonly offsets: Record<number, { first: number; last: number }> = {};
  private readonly startedAt = performance.now();
  private lastAckAt = this.startedAt;
  /** Latencies in half-millisecond buckets up to 60 s: percentiles in constant space. */
  private readonly buckets = new Uint32Array(120_000);

  count(delivery: Delivery, acceptedAt: number): void {
    if (delivery.outcome !== 'acked') {
      this[delivery.outcome]++;
      this.firstError ??= delivery.error;
      return;
    }
    const now = performance.now();
    this.acked++;
    this.longestStallMs = Math.max(this.longestStallMs, now - this.lastAckAt);
    this.lastAckAt = now;
    this.buckets[Math.min(this.buckets.length - 1, Math.floor((now - acceptedAt) * 2))]!++;
    const range = this.offsets[delivery.partition];
    if (!range) this.offsets[delivery.partition] = { first: delivery.offset, last: delivery.offset };
    else {
      range.first = Math.min(range.first, delivery.offset);
      range.last = Math.max(range.last, delivery.offset);
    }
  }

  get elapsedMs(): number {
    return performance.now() - this.startedAt;
  }

  get total(): number {
    return this.acked + this.failed + this.unknown;
  }

  get isComplete(): boolean {
    return this.failed === 0 && this.unknown === 0;
  }

  latencyMs(quantile: number): number {
    let left = Math.ceil(this.acked * quantile);
    for (const [bucket, count] of this.buckets.entries()) {
      left -= count;
      if (left <= 0) return (bucket + 1) / 2;
    }
    return 0;
  }

  /** `620,114 acked  49,998/s  in flight 312  p50 3 ms  p99 11 ms` */
  line(inFlight: number): string {
    const rate = Math.round(this.acked / (this.elapsedMs / 1000));
    return `${grouped(this.acked)} acked  ${grouped(rate)}/s  in flight ${grouped(inFlight)}  p50 ${this.latencyMs(0.5)} ms  p99 ${this.latencyMs(0.99)} ms`;
  }

  summary(): Record<string, unknown> {
    return {
      acked: this.acked,
      failed: this.failed,
      unknown: this.unknown,
      durationMs: Math.round(this.elapsedMs),
      p50Ms: this.latencyMs(0.5),
      p99Ms: this.latencyMs(0.99),
      longestStallMs: Math.round(this.longestStallMs),
      offsets: this.offsets,
      ...(this.firstError ? { firstError: this.firstError.message } : {}),
    };
  }

  sentence(): string {
    const counts = `${grouped(this.acked)} acked, ${grouped(this.failed)} failed, ${grouped(this.unknown)} unknown`;
    const times = `p99 ${this.latencyMs(0.99)} ms, longest stall ${(this.longestStallMs / 1000).toFixed(1)} s`;
    const cause = this.firstError ? `; first error: ${this.firstError.message}` : '';
    return `${counts} in ${(this.elapsedMs / 1000).toFixed(1)} s; ${times}${cause}`;
  }
}
