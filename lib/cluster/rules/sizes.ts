import { toMebibytes } from '../units';
import type { Rule } from './rule';

/** ZooKeeper clamps silently; what was asked for and what holds would differ. */
export const sessionTimeout: Rule = function* ({ zookeeper: { tickTimeMs, sessionTimeoutMs } }) {
  if (tickTimeMs < 100) yield `zookeeper.tickTimeMs must be at least 100, but ${tickTimeMs} was given`;
  else if (sessionTimeoutMs < 2 * tickTimeMs || sessionTimeoutMs > 20 * tickTimeMs) {
    yield `zookeeper.sessionTimeoutMs must be 2 to 20 ticks (${2 * tickTimeMs} to ${20 * tickTimeMs}), but ${sessionTimeoutMs} was given`;
  }
};

export const heapBelowLimit: Rule = function* ({ resources }) {
  for (const use of ['broker', 'zookeeper', 'ui'] as const) {
    const { memory, heap } = resources[use];
    if (toMebibytes(heap) > toMebibytes(memory) * 0.75) {
      yield `resources.${use}.heap must be at most 75 % of the memory limit ${memory}, but ${heap} was given: the JVM needs the rest, and the kernel kills what exceeds the limit`;
    }
  }
};

export const brokerMemory: Rule = function* ({ resources }) {
  if (toMebibytes(resources.broker.heap) < 64) {
    yield `resources.broker.heap must be at least 64Mi, but it is ${resources.broker.heap}: give the broker at least 176Mi of memory`;
  }
};

export const cpuRequests: Rule = function* ({ resources }) {
  for (const [use, { cpu }] of Object.entries(resources) as [string, { cpu: string }][]) {
    if (!/^(\d+m|\d+(\.\d{1,3})?)$/.test(cpu) || parseFloat(cpu) === 0) {
      yield `resources.${use}.cpu must be cores or millicores, such as "0.5" or "250m", but "${cpu}" was given`;
    }
  }
};
