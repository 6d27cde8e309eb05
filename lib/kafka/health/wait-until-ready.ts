export interface ReadyOptions {
  /** `host:port` of every broker that is expected. */
  readonly brokers: readonly string[];
  /** Milliseconds. @default 60000 */
  readonly deadlineMs?: number;
  /** Refuses a cluster of another id. @default - any */
  readonly clusterId?: string;
  readonly signal?: AbortSignal;
}

export interface Ready {
  readonly clusterId: string;
  readonly controllerId: number;
}

/**
 * Resolves when every expected broker answers, knows all the others, and a controller is elected. An open port says none of
 * that: brokers open theirs before they have registered.
 * @throws {KafkaError} `NOT_READY` (exit code 3) after the deadline, with what is missing
 * @throws {KafkaError} `OTHER_CLUSTER` (exit code 2) when a cluster of another id answers
 */
export function waitUntilReady(_options: ReadyOptions): Promise<Ready> {
  return Promise.reject(new Error('not built yet'));
}
