import type { TopicContext } from '../faults/fault';
import type { Command } from './contestants';

export interface Client {
  readonly name: string;
  readonly command: Command;
}

/** A running cluster, a topic's name of the situation's own, and those that are tried. */
export interface SituationContext extends TopicContext {
  readonly clients: readonly Client[];
}

/** What became of it with one client. */
export interface Finding {
  /** Nothing was lost, skipped or altered in silence, and nothing stood still that could go on. */
  readonly isGood: boolean;
  /** In figures, such as `250 of 500 read`. */
  readonly text: string;
}

export type Findings = ReadonlyMap<string, Finding>;

/** Something that users of clients met. All clients meet it at the same moment, on the same cluster, where they do not get in each other's way. */
export interface Situation {
  readonly name: string;
  /** The heading of its row. */
  readonly what: string;
  readonly run: (context: SituationContext) => Promise<Findings>;
}

/** Of all clients at once. */
export async function ofEach(
  { clients }: SituationContext,
  find: (client: Client) => Promise<Finding> | Finding,
): Promise<Findings> {
  return new Map(await Promise.all(clients.map(async (client) => [client.name, await find(client)] as const)));
}
