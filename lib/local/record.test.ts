import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCluster } from '../cluster';
import { readRecord, recordsIn, rememberGiven, writeRecord } from './record';

const folder = mkdtempSync(join(tmpdir(), 'kafka-streaming-record-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a record is found again by the name of the cluster; a folder without one, or with half a one, has none', () => {
  const second = defineCluster({ name: 'second', brokers: 1, hostPorts: { brokers: 12_091 } });
  for (const name of ['second', 'older', 'torn', 'edited', 'emptied']) mkdirSync(join(folder, name));
  writeRecord(second, folder);
  writeFileSync(join(folder, 'torn', 'cluster.json'), '{"version": 1, "fac');
  writeFileSync(join(folder, 'edited', 'cluster.json'), '{"version": 1, "facts": {"brokers": "x"}}');
  writeFileSync(join(folder, 'emptied', 'cluster.json'), '{"version": 1}');
  expect(readRecord({ name: 'second' }, folder)?.facts).toMatchObject({ brokers: 1, 'hostPorts.brokers': 12_091 });
  expect([...recordsIn(folder).keys()]).toEqual(['second']);
  expect(readRecord({ name: 'torn' }, folder)).toBeUndefined();
  expect([...recordsIn(join(folder, 'nowhere')).keys()]).toEqual([]);
});

test('ports that were given are remembered, if the cluster was started on them, and outlive the next start', () => {
  const on = (brokers: number) => defineCluster({ name: 'ports', hostPorts: { brokers } });
  mkdirSync(join(folder, 'ports'));
  rememberGiven(on(12_091), folder, { ports: { brokers: 12_091 }, cluster: undefined });
  expect(readRecord({ name: 'ports' }, folder)).toBeUndefined();
  writeRecord(on(12_091), folder);
  rememberGiven(on(12_191), folder, { ports: { brokers: 12_191 }, cluster: undefined });
  expect(readRecord({ name: 'ports' }, folder)?.givenPorts).toBeUndefined();
  rememberGiven(on(12_091), folder, { ports: { brokers: 12_091 }, cluster: undefined });
  rememberGiven(on(12_091), folder, { ports: { ui: 8080 }, cluster: undefined });
  writeRecord(on(12_091), folder);
  expect(readRecord({ name: 'ports' }, folder)?.givenPorts).toEqual({ brokers: 12_091, ui: 8080 });
});

test('the description that was named is remembered with the ports, and until another is named', () => {
  const cluster = defineCluster({ name: 'named' });
  mkdirSync(join(folder, 'named'));
  writeRecord(cluster, folder);
  rememberGiven(cluster, folder, { ports: {}, cluster: 'one-broker' });
  rememberGiven(cluster, folder, { ports: { ui: 8080 }, cluster: undefined });
  writeRecord(cluster, folder);
  expect(readRecord({ name: 'named' }, folder)).toMatchObject({ givenCluster: 'one-broker', givenPorts: { ui: 8080 } });
});
