import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCluster } from '../cluster';
import { readRecord, recordsIn, rememberPorts, writeRecord } from './record';

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

test('ports that were given are remembered, if the cluster was started on them, and outlive the next start', () => {
  const on = (brokers: number) => defineCluster({ name: 'ports', hostPorts: { brokers } });
  mkdirSync(join(folder, 'ports'));
  rememberPorts(on(12_091), folder, { brokers: 12_091 });
  expect(readRecord({ name: 'ports' }, folder)).toBeUndefined();
  writeRecord(on(12_091), folder);
  rememberPorts(on(12_191), folder, { brokers: 12_191 });
  expect(readRecord({ name: 'ports' }, folder)?.givenPorts).toBeUndefined();
  rememberPorts(on(12_091), folder, { brokers: 12_091 });
  rememberPorts(on(12_091), folder, { ui: 8080 });
  writeRecord(on(12_091), folder);
  expect(readRecord({ name: 'ports' }, folder)?.givenPorts).toEqual({ brokers: 12_091, ui: 8080 });
});
