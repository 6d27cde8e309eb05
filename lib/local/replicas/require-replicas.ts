import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { partitionOf } from '../../cluster';
import { inShell } from '../../package';
import { LocalRunError } from '../local-run-error';
import type { ServerFolder } from '../servers/server-folder';
import { highWatermarksIn, onDiskIn } from './replica-files';

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
  const partitions = names.map(partitionOf).map(({ topic, partition }) => `${topic}/${partition}`);
  throw new LocalRunError(
    'LOST_DATA',
    `no broker has the files of ${partitions.join(', ')} any more, of which messages were acknowledged: put them back as they were at the last stop, or say that they are lost: mkdir ${names.map((name) => inShell(lost.get(name)!)).join(' ')}`,
  );
}
