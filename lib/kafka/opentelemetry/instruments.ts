import { ValueType, type Meter } from '@opentelemetry/api';
import { DURATION_BUCKETS, METRIC } from './names';

const seconds = { unit: 's', advice: { explicitBucketBoundaries: DURATION_BUCKETS } };
const counted = { valueType: ValueType.INT };

export type Instruments = ReturnType<typeof instrumentsOf>;

export const instrumentsOf = (meter: Meter) => ({
  sent: meter.createCounter(METRIC.sent, {
    ...counted,
    unit: '{message}',
    description: 'Messages that a producer tried to have stored, by what became of them.',
  }),
  consumed: meter.createCounter(METRIC.consumed, {
    ...counted,
    unit: '{message}',
    description: 'Messages that were given to a handler.',
  }),
  operation: meter.createHistogram(METRIC.operation, {
    ...seconds,
    description: 'From handing a message over to its outcome.',
  }),
  process: meter.createHistogram(METRIC.process, { ...seconds, description: 'Of a handler, for a batch.' }),
  lag: meter.createObservableGauge(METRIC.lag, {
    ...counted,
    unit: '{message}',
    description: 'Offsets between what was handled of a partition and its end when that was fetched.',
  }),
  rebalances: meter.createCounter(METRIC.rebalances, {
    ...counted,
    unit: '{rebalance}',
    description: 'How often a member was assigned partitions.',
  }),
  connections: meter.createUpDownCounter(METRIC.connections, {
    ...counted,
    unit: '{connection}',
    description: 'Connections to brokers that are open.',
  }),
  retries: meter.createCounter(METRIC.retries, {
    ...counted,
    unit: '{retry}',
    description: 'What failed and was tried again.',
  }),
});
