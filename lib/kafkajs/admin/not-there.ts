import { KafkaJSNotImplemented } from 'kafkajs';

/** @param what is kafkajs', and not done here yet */
export const notThere = (what: string): Error => {
  const text = `${what} is not there yet: use kafkajs itself for it`;
  return new (KafkaJSNotImplemented as unknown as new (message: string) => Error)(text);
};
