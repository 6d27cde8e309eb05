import type { Cluster, LogLevels, Size } from '../../cluster';

/**
 * As the properties name it, seen from the server's own folder, where its JVM runs: whatever the folders above are called,
 * with the `,` that would make two folders of one or signs that a locale lacks, is then nobody's business.
 */
export const DATA = 'data';

/** What the servers of a role have in common. */
export interface ServerRole {
  readonly mainClass: string;
  /** The only argument of its JVM. */
  readonly propertiesFile: string;
  readonly properties: (cluster: Cluster, id: number) => string;
  /** The port that clients know, in those. */
  readonly clientPort: RegExp;
  /** Files that a server reads from its data folder, by name. */
  readonly dataFiles: (id: number) => Readonly<Record<string, string>>;
  /** What a server has left in its data folder that was started once. */
  readonly trace: string;
  /** What it has from its start on: the rest is taken from the machine as far as it is needed. */
  readonly initialHeap: Size;
  /** Logged once a server serves. */
  readonly startedText: RegExp;
  /** Who logs that. */
  readonly startedLoggers: LogLevels;
}
