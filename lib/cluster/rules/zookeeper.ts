import type { Rule } from './rule';

/** With less a broker ends as it starts: its session expires while it is still busy (with 400 ms each time, with 800 ms never). */
const MIN_SESSION_TIMEOUT_MS = 1000;

/** ZooKeeper clamps silently; what was asked for and what holds would differ. */
export const sessionTimeout: Rule = function* ({ metadata }) {
  if (metadata.mode !== 'zookeeper') return;
  const { tickTimeMs, sessionTimeoutMs } = metadata;
  // Above, 20 ticks of it come near to what an INT of ZooKeeper holds.
  if (tickTimeMs < 100 || tickTimeMs > 60_000) {
    yield `zookeeper.tickTimeMs must be 100 to 60000, but ${tickTimeMs} was given`;
    return;
  }
  const [least, most] = [Math.max(2 * tickTimeMs, MIN_SESSION_TIMEOUT_MS), 20 * tickTimeMs];
  if (sessionTimeoutMs >= least && sessionTimeoutMs <= most) return;
  yield `zookeeper.sessionTimeoutMs must be 2 to 20 ticks and at least ${MIN_SESSION_TIMEOUT_MS} (${least} to ${most}), but ${sessionTimeoutMs} was given`;
};
