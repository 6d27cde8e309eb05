import type { Kubectl } from '../kubectl';

/** What a broker that is to go holds; `unknown` says why it could not be asked. */
export interface Holding {
  readonly broker: string;
  readonly replicas: readonly string[];
  readonly unknown?: string;
}

/** Where a broker's own configuration says its data are, for the shell of its pod. */
export const LOG_DIR = `"$(sed -n 's/^log\\.dirs=//p' "/etc/kafka/cluster/$HOSTNAME.properties")"`;

/** Asks the brokers' own disks: no client is needed, and no broker can forget what it holds. */
export const heldBy = (kubectl: Kubectl, ids: readonly number[]): Promise<readonly Holding[]> =>
  Promise.all(
    ids.map(async (id) => {
      const broker = `broker-${id}`;
      try {
        const { stdout } = await kubectl('exec', broker, '--', 'sh', '-c', `ls ${LOG_DIR}`);
        return { broker, replicas: replicasIn(stdout) };
      } catch (error) {
        return { broker, replicas: [], unknown: error instanceof Error ? error.message : String(error) };
      }
    }),
  );

/** `test-0`, but not `test-0.3f…-delete`, which is on its way out, nor what was found astray, nor the broker's own files. */
export const replicasIn = (listing: string): readonly string[] =>
  listing.split('\n').filter((name) => /^[\w.-]+-\d+$/.test(name));

/** Topics of replicas, each once. */
export const topicsOf = (replicas: readonly string[]): readonly string[] =>
  [...new Set(replicas.map((name) => name.replace(/-\d+$/, '')))].sort();
