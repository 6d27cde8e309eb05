import { connect, findTopics, type Client, type Layout } from '../kafka';
import { brokerLogDirs } from '../kafka/admin/describe-log-dirs';
import { coordinatedLags } from '../kafka/health/coordinated-lags';

/** What is asked only when somebody wants to know; undefined of what no answer came for. */
export interface Measures {
  /** Bytes of all replicas on the disks of the broker. */
  readonly logBytes: number | undefined;
  readonly groups: Awaited<ReturnType<typeof coordinatedLags>> | undefined;
  /** Partitions of the cluster that refuse producers who wait for all. */
  readonly underMinInSync: number | undefined;
}

/** Prometheus waits for ten seconds by default. */
const DEADLINE_MS = 3000;
/** Of one broker: each is two requests. */
const MAX_GROUPS = 200;

/** Asks a broker for what its metrics say beyond its view of the cluster. */
export class Measuring {
  #client: Client | undefined;

  /** @param broker `broker.id` @param address `host:port` by which it is asked */
  constructor(
    private readonly broker: number,
    private readonly address: string,
  ) {}

  async measure(layout: Layout): Promise<Measures> {
    try {
      this.#client ??= await connect({ brokers: [this.address], clientId: 'metrics', deadlineMs: DEADLINE_MS });
    } catch {
      return { logBytes: undefined, groups: undefined, underMinInSync: undefined };
    }
    const client = this.#client;
    // First the groups: the others go by the metadata that it learns.
    const groups = await orUndefined(coordinatedLags(client, this.broker, MAX_GROUPS));
    const [logBytes, underMinInSync] = await Promise.all([
      orUndefined(logBytesOf(client, this.broker)),
      orUndefined(underMinInSyncIn(client, layout)),
    ]);
    return { logBytes, groups, underMinInSync };
  }

  close(): void {
    void this.#client?.close();
  }
}

const orUndefined = <Value>(answer: Promise<Value>): Promise<Value | undefined> => answer.catch(() => undefined);

async function logBytesOf(client: Client, broker: number): Promise<number | undefined> {
  const { directories } = await brokerLogDirs(client, broker);
  return directories?.flatMap(({ replicas }) => replicas).reduce((sum, { size }) => sum + size, 0);
}

/** Only topics that lack replicas are asked about: of a healthy cluster, nothing is. */
async function underMinInSyncIn(client: Client, { topics }: Layout): Promise<number> {
  const lacking = topics.filter(({ partitions }) =>
    partitions.some(({ replicas, inSync }) => inSync.length < replicas.length),
  );
  if (lacking.length === 0) return 0;
  const found = await findTopics(client, lacking, { deadlineMs: DEADLINE_MS });
  return lacking
    .flatMap(({ name, partitions }) => partitions.map((partition) => ({ name, ...partition })))
    .filter(
      ({ name, inSync }) => inSync.length < Number(found.get(name)?.config.values.get('min.insync.replicas') ?? 1),
    ).length;
}
