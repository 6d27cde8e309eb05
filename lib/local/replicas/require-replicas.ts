import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { partitionOf } from '../../cluster';
import { inShell } from '../../package';
import { somePartitions } from '../../package/some-of';
import { LocalRunError } from '../local-run-error';
import type { ServerFolder } from '../servers/server-folder';
import { highWatermarksIn, ON_DISK, onDiskIn } from './replica-files';

/**
 * A broker takes a replica without its folder for a new one, and forgets that it ever held messages: what is put back later does not
 * fit any more. Who says that they are lost makes the folder.
 * @param stopped brokers that do not run
 * @param brokers all of the cluster
 * @throws {LocalRunError} `LOST_DATA` where a stopped broker knew messages to be acknowledged, and no broker has that replica's folder
 */
export function requireReplicas(stopped: readonly ServerFolder[], brokers: readonly ServerFolder[]): void {
  const running = brokers.filter(({ name }) => !stopped.some((broker) => broker.name === name));
  const open = new Set(running.flatMap(({ data }) => [...highWatermarksIn(data).of.keys()]));
  const lost = new Map<string, string>();
  for (const { data } of stopped) {
    const onDisk = onDiskIn(data);
    for (const [name, mark] of highWatermarksIn(data).of) {
      const isHeld = open.has(name) || brokers.some((broker) => existsSync(join(broker.data, name)));
      if (mark > 0 && onDisk.has(name) && !isHeld) lost.set(name, join(data, name));
    }
  }
  if (lost.size === 0) return;
  const names = [...lost.keys()].sort();
  throw new LocalRunError(
    'LOST_DATA',
    `no broker has the files of ${somePartitions(names.map(partitionOf))} any more, of which messages were acknowledged: put them back as they were at the last stop, or say that they are lost: ${makeFolders(names.map((name) => lost.get(name)!))}`,
  );
}

/** Most folders that a command names one by one. */
const MAX_NAMED = 3;

/** What is typed to make them: of many, all that the checkpoint file of their broker names, of which those that are there stay as they are. */
function makeFolders(paths: readonly string[]): string {
  if (paths.length <= MAX_NAMED) return `mkdir ${paths.map(inShell).join(' ')}`;
  const names = `$(awk 'NF == 3 { print $1 "-" $2 }' ${ON_DISK})`;
  return [...new Set(paths.map(dirname))].map((data) => `(cd ${inShell(data)} && mkdir -p ${names})`).join(' && ');
}
