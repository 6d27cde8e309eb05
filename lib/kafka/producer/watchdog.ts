import type { Client } from '../client/client';
import { messageOf } from '../protocol/errors';
import type { Lane } from './lane';

const CHECK_MS = 100;
/** A request that waits this long makes the metadata be asked whether its broker still leads. */
const STALL_MS = 1000;
/** At this age the metadata is asked for anyway: topics may have got partitions. */
const METADATA_MAX_AGE_MS = 30_000;

/** Looks after the lanes while anything is under way: sockets to a frozen or vanished broker give no sign. */
export class Watchdog {
  #timer: NodeJS.Timeout | undefined;
  #askedAt = performance.now();

  constructor(
    private readonly client: Client,
    private readonly lanes: () => Iterable<Lane>,
  ) {}

  start(): void {
    this.#timer ??= setInterval(() => this.check(), CHECK_MS);
    // Who sends little is answered before the timer is due.
    if (performance.now() - this.#askedAt > METADATA_MAX_AGE_MS) this.check();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  check(): void {
    const now = performance.now();
    let longestMs = 0;
    for (const lane of this.lanes()) longestMs = Math.max(longestMs, lane.check(now));
    const ageMs = now - this.#askedAt;
    if (ageMs < METADATA_MAX_AGE_MS && (longestMs < STALL_MS || ageMs < STALL_MS)) return;
    this.#askedAt = now;
    this.client.refresh().catch((error: unknown) => {
      this.client.log({ level: 'debug', message: 'no broker tells who leads', reason: messageOf(error) });
    });
  }
}
