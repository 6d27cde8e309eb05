import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { file } from '../file';

const folder = mkdtempSync(join(tmpdir(), 'start-node-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the script has Kafka started with, in the pod controller-101. */
function started(zone: string): string {
  const kafka = join(folder, 'kafka', 'bin');
  mkdirSync(kafka, { recursive: true });
  writeFileSync(join(kafka, 'kafka-server-start.sh'), '#!/bin/bash\necho "$@"\n', { mode: 0o755 });
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'meta.properties'), 'node.id=101\ndirectory.id=own-id\n');
  writeFileSync(join(folder, 'controller-101.properties'), `node.id=101\nlog.dirs=${data}\n`);
  const script = join(folder, 'start-node.sh');
  writeFileSync(script, file('start-node.sh').replaceAll('/opt/kafka', join(folder, 'kafka')));
  const env = { ...process.env, HOSTNAME: 'controller-101', ZONE: zone };
  return spawnSync('bash', [script], { env, encoding: 'utf8' }).stdout.trim();
}

test.each([
  ['', ''],
  ['east', ' --override broker.rack=east'],
])(
  'a node starts with the properties of its pod, tells the id of its volume, and has the zone of its node if there is one: %j',
  (zone, override) =>
    expect(started(zone)).toBe(`${folder}/controller-101.properties --override log.dir=/directory/own-id${override}`),
);
