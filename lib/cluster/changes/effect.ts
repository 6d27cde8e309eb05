export type Target = 'kubernetes' | 'local';

/** What is replaced or started anew: the pods of a component, or the processes of this machine. */
export type Part = 'brokers' | 'ZooKeeper' | 'controllers' | 'Kafka UI';

/** What a change of one field does to a cluster that runs, or that has data. */
export type Effect =
  /** The field has no meaning on this target, or what it says is looked at when a cluster is first made. */
  | { readonly does: 'nothing' }
  /** In force at once; nothing that runs is restarted. `how` says by what. */
  | { readonly does: 'applied'; readonly how: string }
  /** Pods are replaced one at a time. `also` says what comes with it, and `warns` what may be lost from then on. */
  | { readonly does: 'rolled'; readonly parts: readonly Part[]; readonly also?: string; readonly warns?: string }
  /** In force when these servers are restarted, one after another. */
  | { readonly does: 'restarted'; readonly parts: readonly Part[]; readonly also?: string; readonly warns?: string }
  /** In force when these servers are started after all were stopped. */
  | { readonly does: 'stopped'; readonly parts: readonly Part[] }
  /** Makes another cluster; the one that runs goes on, and keeps its data. */
  | { readonly does: 'elsewhere'; readonly where: string }
  /** Cannot be done without losing data or service; `instead` says what to do. */
  | { readonly does: 'refused'; readonly instead: Instead; readonly unless?: Condition | undefined };

/** What to do, where `described` is wished for; without it, as an example. */
export type Instead = (described?: unknown) => string;

/** What a target has to look at before it refuses. */
export type Condition = 'the brokers to go hold no replica' | 'the servers to go have never served';

export const nothing: Effect = { does: 'nothing' };
export const applied = (how: string): Effect => ({ does: 'applied', how });
export const rolled = (parts: readonly Part[], also?: string): Extract<Effect, { does: 'rolled' }> => ({
  does: 'rolled',
  parts,
  ...(also === undefined ? {} : { also }),
});
export const restarted = (parts: readonly Part[], also?: string): Extract<Effect, { does: 'restarted' }> => ({
  does: 'restarted',
  parts,
  ...(also === undefined ? {} : { also }),
});
/** The same, where something may be lost from then on that was safe before. @param warns in a sentence without its end */
export const warned = (effect: Extract<Effect, { does: 'rolled' | 'restarted' }>, warns: string): Effect => ({
  ...effect,
  warns,
});
export const stopped = (parts: readonly Part[]): Effect => ({ does: 'stopped', parts });
export const elsewhere = (where: string): Effect => ({ does: 'elsewhere', where });
/** @param instead as a function where it has a command, which leads to the cluster that is refused the change */
export const refused = (instead: string | Instead, unless?: Condition): Effect => ({
  does: 'refused',
  instead: typeof instead === 'string' ? () => instead : instead,
  ...(unless === undefined ? {} : { unless }),
});
