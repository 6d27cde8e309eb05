import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../../cluster';
import { notWritable } from '../failures/not-writable';
import { readRecord, recordStarts } from '../record';
import type { ServerFolder } from '../servers/server-folder';

/** Beside the replicas, of which a copy has it too. */
const FILE = 'start.id';

/** Gives the start of brokers an id, in their data and in the record. @throws {LocalRunError} when it cannot be written */
export function markStarts(cluster: Cluster, folder: string, brokers: readonly ServerFolder[]): void {
  const id = randomUUID();
  for (const { path, data } of brokers) {
    try {
      mkdirSync(data, { recursive: true });
      writeFileSync(join(data, FILE), id);
    } catch (cause) {
      throw notWritable(path, cause);
    }
  }
  recordStarts(cluster, folder, Object.fromEntries(brokers.map(({ name }) => [name, id])));
}

/** Whether the data of a broker is not of its last start: it was put back from a copy, say, and may lack whole topics. */
export function isOfAnotherStart(cluster: Cluster, folder: string, { name, data }: ServerFolder): boolean {
  const recorded = readRecord(cluster, folder)?.starts?.[name];
  if (recorded === undefined) return false;
  try {
    return readFileSync(join(data, FILE), 'utf8') !== recorded;
  } catch {
    return true;
  }
}

/** Whether a folder is the data of a broker that was started. */
export const isMarked = (data: string): boolean => existsSync(join(data, FILE));
