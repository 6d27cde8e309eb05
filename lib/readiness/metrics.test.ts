import type { Layout } from '../kafka';
import { MAX_LAGS, metricsOf, type Measured } from './metrics';

const layout: Layout = {
  clusterId: 'id',
  controllerId: 1,
  brokers: [1, 3].map((id) => ({ id, address: `broker-${id}:19090`, rack: undefined })),
  topics: [
    {
      name: 'orders',
      internal: false,
      partitions: [
        { partition: 0, leader: 1, replicas: [1, 2, 3], inSync: [1, 3] },
        { partition: 1, leader: undefined, replicas: [2, 3], inSync: [2] },
        { partition: 2, leader: 3, replicas: [3, 1], inSync: [3, 1] },
      ],
    },
  ],
};

const measured: Measured = {
  id: 3,
  verdict: { isReady: false, why: '' },
  layout,
  logBytes: 1234,
  underMinInSync: 1,
  groups: { groups: [{ groupId: 'billing', members: 2, lag: new Map([['orders', 7]]) }], leftOut: 4 },
};

const told = (of: Measured) =>
  Object.fromEntries(metricsOf(of).map(({ name, samples }) => [name, samples.map(({ value }) => value)]));

test('what a broker is told of itself, of the cluster, and of the groups that it coordinates', () => {
  expect(told(measured)).toEqual({
    kafka_broker_in_sync: [0],
    kafka_broker_replicas_behind: [1],
    kafka_broker_log_bytes: [1234],
    kafka_brokers: [2],
    kafka_partitions: [3],
    kafka_partitions_under_replicated: [2],
    kafka_partitions_under_min_isr: [1],
    kafka_partitions_offline: [1],
    kafka_consumergroup_members: [2],
    kafka_consumergroup_lag_sum: [7],
    kafka_consumergroups_left_out: [4],
  });
});

test('what is not known is not told', () => {
  const unknown = { layout: undefined, logBytes: undefined, underMinInSync: undefined, groups: undefined };
  expect(told({ ...measured, ...unknown })).toEqual({ kafka_broker_in_sync: [0] });
});

test('of very many lags the largest are told', () => {
  const lag = new Map(Array.from({ length: MAX_LAGS + 5 }, (_, i) => [`topic-${i}`, i]));
  const { kafka_consumergroup_lag_sum: lags } = told({
    ...measured,
    groups: { groups: [{ groupId: 'billing', members: 0, lag }], leftOut: 0 },
  });
  expect([lags!.length, lags![0], lags!.at(-1)]).toEqual([MAX_LAGS, MAX_LAGS + 4, 5]);
});
