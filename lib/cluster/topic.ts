import type { TopicDescription } from './description';

/** Describes a topic whose values have a type: `topic<Order>({ partitions: 6 })`, or `topic({ serde: text })`. */
export const topic = <Value>(description: TopicDescription<Value> = {}): TopicDescription<Value> => description;
