/** A connected client: what `createProducer`, `read`, `consume`, `health` and the admin functions work with. */
export interface Client {
  readonly clusterId: string;
  /** Closes all connections at once. Close producers first: they flush. */
  close(): Promise<void>;
}
