import { KafkaJSNonRetriableError } from 'kafkajs';

/** @throws {KafkaJSNonRetriableError} as kafkajs does */
export function requireText(what: string, given: unknown): void {
  if (typeof given !== 'string' || given === '') throw new KafkaJSNonRetriableError(`Invalid ${what} ${String(given)}`);
}

/** Of topics, by name, each once. @param array as kafkajs calls it */
export function requireTopics(array: string, all: unknown, nameOf: (one: never) => unknown): void {
  if (!Array.isArray(all)) throw new KafkaJSNonRetriableError(`Invalid ${array} ${String(all)}`);
  const names = (all as never[]).map(nameOf);
  if (names.some((name) => typeof name !== 'string')) {
    throw new KafkaJSNonRetriableError(`Invalid ${array}, the topic names have to be a valid string`);
  }
  if (new Set(names).size === names.length) return;
  throw new KafkaJSNonRetriableError(`Invalid ${array}, it cannot have multiple entries for the same topic`);
}
