import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCluster } from '../cluster';
import { readRecord, recordsIn, writeRecord } from './record';

const folder = mkdtempSync(join(tmpdir(), 'kafka-streaming-record-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a record is found again by the name of the cluster; a folder without one, or with half a one, has none', () => {
  const second = defineCluster({ name: 'second', brokers: 1, hostPorts: { brokers: 12_091 } });
  for (const name of ['second', 'older', 'torn']) mkdirSync(join(folder, name));
  writeRecord(second, folder);
  writeFileSync(join(folder, 'torn', 'cluster.json'), '{"version": 1, "fac');
  expect(readRecord({ name: 'second' }, folder)?.facts).toMatchObject({ brokers: 1, 'hostPorts.brokers': 12_091 });
  expect([...recordsIn(folder).keys()]).toEqual(['second']);
  expect(readRecord({ name: 'torn' }, folder)).toBeUndefined();
  expect([...recordsIn(join(folder, 'nowhere')).keys()]).toEqual([]);
});
