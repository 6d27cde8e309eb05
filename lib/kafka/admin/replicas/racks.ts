/** The rack of each broker that has one. */
export type Racks = ReadonlyMap<number, string | null>;

/** A broker without a rack is one for itself. */
const rackOf = (racks: Racks, broker: number): string | number => racks.get(broker) ?? broker;

/** Over how many racks brokers are spread: so many may fail but one. */
export const spread = (racks: Racks, brokers: readonly number[]): number =>
  new Set(brokers.map((broker) => rackOf(racks, broker))).size;

/** Whether brokers with one more are spread over more racks. */
export const isElsewhere = (racks: Racks, brokers: readonly number[], broker: number): boolean =>
  spread(racks, [...brokers, broker]) > spread(racks, brokers);
