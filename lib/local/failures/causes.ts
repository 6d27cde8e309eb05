import { command } from '../../package';
import type { LocalRunCode } from '../local-run-error';

export interface Cause {
  readonly code: LocalRunCode;
  /** What the server logs; the groups are for `sentence`. */
  readonly text: RegExp;
  readonly sentence: (...groups: string[]) => string;
}

/** Why a server of Kafka 3.9 or ZooKeeper 3.8 ends at start, by its own words; the first that matches counts. */
export const causes: readonly Cause[] = [
  {
    code: 'DISK_FULL',
    text: /No space left on device/,
    sentence: () => 'its disk is full: free some space or inodes there (df, df -i), then start it again',
  },
  {
    code: 'FOLDER_NOT_WRITABLE',
    text: /Read-only file system/,
    sentence: () => 'its disk can only be read by now: mount it so that it can be written, then start it again',
  },
  {
    code: 'TOO_FEW_FILES',
    text: /Too many open files/,
    sentence: () => 'it may not open more files: raise the limit (ulimit -n), or describe fewer partitions',
  },
  {
    code: 'PORT_TAKEN',
    text: /Socket server failed to bind to (\S+): Address already in use/,
    sentence: (address) => `${address} was taken by another process: stop that, or change hostPorts in cluster.ts`,
  },
  {
    code: 'PORT_TAKEN',
    text: /java\.net\.BindException: Address already in use/,
    sentence: () => 'its port was taken by another process: stop that, or change hostPorts in cluster.ts',
  },
  {
    code: 'OTHER_DATA',
    text: /Invalid cluster\.id in: \S+\/meta\.properties\. Expected (\S+), but read (\S+)/,
    sentence: (expected, read) =>
      `it holds data of the cluster ${read}, but ZooKeeper's is ${expected}: put back the data that belongs together, or delete all of it with ${command('down', '--delete-data')}`,
  },
  {
    code: 'OTHER_DATA',
    text: /Stored node id (\d+) doesn't match previous node id (\d+) in \S+\/meta\.properties/,
    sentence: (stored, previous) =>
      `its data is of broker ${stored === previous ? stored : `${stored}, not ${previous}`}: put back this broker's own, or delete all data of the cluster with ${command('down', '--delete-data')}`,
  },
  {
    code: 'LOST_DATA',
    text: /No readable meta\.properties files found/,
    sentence: () =>
      `its data folder is not formatted, or no longer: put its meta.properties back, or have ${command('up')} format a folder that is empty`,
  },
  {
    code: 'ALREADY_REGISTERED',
    text: /node already exists and owner '\S+' does not match|Configured end points .+ are already registered by broker/,
    sentence: () => 'another broker with its id or its ports is registered in ZooKeeper: stop that one first',
  },
  {
    code: 'BUSY',
    text: /Failed to acquire lock on file \.lock in \S+\. A Kafka instance/,
    sentence: () => 'another broker process uses its data: stop that one first',
  },
  {
    code: 'LOST_DATA',
    text: /(?:Malformed line in|entries in) checkpoint file \[(.+?)\][:,]|in checkpoint file at: (.+)/,
    sentence: (...files) =>
      `${files.find(Boolean)} is damaged: put it back as it was at the last stop, or move it away, and Kafka makes it anew from the logs`,
  },
  {
    code: 'FOLDER_NOT_WRITABLE',
    text: /AccessDeniedException: (.+)|FileNotFoundException: (.+) \(Permission denied\)/,
    sentence: (...files) =>
      `${files.find(Boolean)} is another user's: start it as that user, or make all of its folder yours (sudo chown -R)`,
  },
  {
    code: 'FOLDER_NOT_WRITABLE',
    text: /Shutdown broker because all log dirs in (.+) have failed/,
    sentence: (folder) =>
      `${folder} was moved or deleted while it ran, or its disk failed: put it back, or start it where it is now`,
  },
  {
    code: 'FOLDER_NOT_WRITABLE',
    text: /none of the specified log dirs from .+ can be created or validated|Unable to create data directory/,
    sentence: () => 'it cannot write to its data folder: make that writable',
  },
  {
    code: 'NO_ZOOKEEPER',
    text: /Timed out waiting for connection while in state: CONNECTING/,
    sentence: () => "ZooKeeper did not answer it: see ZooKeeper's log",
  },
  {
    code: 'SESSION_EXPIRED',
    // One that serves has such sessions too, and opens another each time.
    text: /Fatal error during KafkaServer startup.*\n.*KeeperException\$SessionExpiredException: /,
    sentence: () =>
      'ZooKeeper took it for gone while it started: this machine was too busy, or its sessions are too short: start it again, or raise zookeeper.sessionTimeoutMs in cluster.ts',
  },
  {
    code: 'OUT_OF_MEMORY',
    text: /OutOfMemoryError: (Map failed|unable to create native thread)/,
    sentence: (what) =>
      `this machine gives it no more memory (${what}): raise vm.max_map_count or ulimit -u, or describe fewer partitions`,
  },
  {
    code: 'OUT_OF_MEMORY',
    text: /OutOfMemoryError: (Metaspace|Compressed class space)/,
    sentence: (what) => `its classes need more memory than its flags allow (${what}): change jvm in cluster.ts`,
  },
  {
    code: 'OUT_OF_MEMORY',
    text: /java\.lang\.OutOfMemoryError: (.+)/,
    sentence: (what) =>
      `it ran out of memory (${what}): give it more in cluster.ts, such as resources: { broker: { heap: '512Mi' } }, or lower its buffers in config`,
  },
  {
    code: 'REJECTED_CONFIG',
    text: /ConfigException: (.+)|IllegalArgumentException: requirement failed: (.+)/,
    sentence: (...reasons) =>
      `it rejects its configuration: ${reasons.filter(Boolean).join(' ')}: change config in cluster.ts`,
  },
];
