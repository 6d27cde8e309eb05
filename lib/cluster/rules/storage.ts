import { toBytes } from '../units';
import type { Rule } from './rule';

/**
 * The share of a broker in what the topics may keep must fit its volume: a full disk stops the broker. Only topics with a bound
 * in bytes can be counted; the active segment is never deleted, so each partition may exceed its bound by one segment.
 */
export const retentionFits: Rule = function* ({ topics, config, brokers, storage }) {
  let most = 0;
  for (const { partitions, replicationFactor, config: own } of topics) {
    // Only what is deleted has a bound.
    if (!/delete/.test(own['cleanup.policy'] ?? config['log.cleanup.policy'] ?? 'delete')) continue;
    const retention = Number(own['retention.bytes'] ?? config['log.retention.bytes'] ?? -1);
    if (retention < 0) continue;
    const segment = Number(own['segment.bytes'] ?? config['log.segment.bytes']);
    most += ((retention + segment) * partitions * replicationFactor) / brokers.length;
  }
  const room = toBytes(storage.size) * 0.9;
  if (most > room) {
    yield `the topics may keep ${gibibytes(most)} on each broker, but 90 % of its volume of ${storage.size} are ${gibibytes(room)}: lower retention.bytes or raise storage.size`;
  }
};

export const storageSizes: Rule = function* ({ storage }) {
  if (toBytes(storage.size) < 2 ** 28) yield `storage.size must be at least 256Mi, but ${storage.size} was given`;
  if (toBytes(storage.zookeeperSize) < 2 ** 26) {
    yield `storage.zookeeperSize must be at least 64Mi, but ${storage.zookeeperSize} was given`;
  }
  if (toBytes(storage.controllerSize) < 2 ** 28) {
    yield `storage.controllerSize must be at least 256Mi, but ${storage.controllerSize} was given`;
  }
};

const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
