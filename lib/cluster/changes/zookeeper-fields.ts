import { zooKeeperOf } from '../metadata';
import { refused, restarted, rolled, stopped } from './effect';
import { field, only, type Field } from './field';
import type { FieldPath } from './field-path';
import { BROKERS, ZOOKEEPER, ZOOKEEPER_AND_BROKERS } from './parts';

/** What a change of the ensemble does. */
export const ZOOKEEPER_FIELDS = {
  'zookeeper.replicas': {
    of: 'zookeeper',
    value: (cluster) => zooKeeperOf(cluster).servers.length,
    rows: [
      {
        when: 'more',
        from: 1,
        kubernetes: rolled(ZOOKEEPER_AND_BROKERS, 'the single server is the last, and serves alone until then'),
        local: stopped(ZOOKEEPER_AND_BROKERS),
      },
      {
        when: 'more',
        kubernetes: refused(
          'while pods are replaced, old and new servers could each elect a leader: describe as many again',
        ),
        local: stopped(ZOOKEEPER_AND_BROKERS),
      },
      {
        when: 'fewer',
        kubernetes: refused('the servers that stay may lack what the others have stored: describe as many again'),
        local: refused(
          'the servers that stay may lack what the others have stored: describe as many again',
          'the servers to go have never served',
        ),
      },
    ],
  },
  'zookeeper.tickTimeMs': only(
    'zookeeper',
    field(rolled(ZOOKEEPER), restarted(ZOOKEEPER), (cluster) => zooKeeperOf(cluster).tickTimeMs),
  ),
  'zookeeper.sessionTimeoutMs': only(
    'zookeeper',
    field(rolled(BROKERS), restarted(BROKERS), (cluster) => zooKeeperOf(cluster).sessionTimeoutMs),
  ),
} as const satisfies Partial<Readonly<Record<FieldPath, Field>>>;
