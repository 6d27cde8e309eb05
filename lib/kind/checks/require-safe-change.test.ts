import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rejection } from '../../../test/support/rejection';
import { defineCluster, type ClusterDescription } from '../../cluster';
import { KindError } from '../kind-error';
import type { Kubectl } from '../kubectl';
import { parseObjects, type LiveObject } from './live-object';
import { requireSafeChange } from './require-safe-change';

const recorded = (name: string): string => readFileSync(join(__dirname, 'testing', name), 'utf8');
const live = parseObjects(recorded('live.json'));
const described = (changed: ClusterDescription) =>
  defineCluster({ name: 'kindv-a', hostPorts: { brokers: 14_591, ui: 14_804 }, ...changed });

describe('a change', () => {
  const files = { flags: ['--filename', 'dist'], createsNamespace: false };
  const failure = (message: string) => Promise.reject(new KindError('COMMAND_FAILED', message));
  /** Asks of kubectl by their first words; what it is not expected to be asked fails. */
  const answering =
    (held: string | undefined, dryRun = '', objects: readonly LiveObject[] = live): Kubectl =>
    (...args) => {
      const said = (stdout: string) => Promise.resolve({ stdout, stderr: '' });
      if (args[0] === 'get') return said(JSON.stringify({ items: objects }));
      if (args[0] === 'exec') return held === undefined ? failure('pod broker-3 does not run') : said(held);
      if (args[0] === 'apply' && args[1] === '--dry-run=server')
        return dryRun === '' ? said(JSON.stringify({ items: objects })) : failure(dryRun);
      throw new Error(`kubectl ${args.join(' ')}`);
    };
  const judged = (changed: ClusterDescription, ...answers: Parameters<typeof answering>) =>
    requireSafeChange(described(changed), answering(...answers), files);
  const REFUSED = { code: 'REFUSED_CHANGE', exitCode: 2 };

  test('to fewer brokers is refused while these hold replicas, with the commands that move them', async () => {
    const error = judged({ brokers: 2 }, 'test-0\ntest-1\nmeta.properties\n');
    await expect(error).rejects.toMatchObject(REFUSED);
    await expect(error).rejects.toThrow(/^ {2}broker-3 holds 2 replicas \(test-0, test-1\)$/m);
    await expect(error).rejects.toThrow(/kafka-reassign-partitions\.sh .* --broker-list 1,2 .*"topic":"test"/);
  });

  test('to fewer brokers is refused while these cannot be asked', async () => {
    await expect(judged({ brokers: 2 }, undefined)).rejects.toThrow(
      /^ {2}broker-3 could not be asked .* does not run$/m,
    );
  });

  test('to fewer brokers that hold nothing can be made', async () => {
    expect(await judged({ brokers: 2 }, 'meta.properties\n')).toMatchObject({ leaving: ['broker-3'] });
  });

  test('of topics is refused where Kafka cannot make it, before anything is touched', async () => {
    const held = 'test-0\ntest-1\norders-0\nmeta.properties\n';
    const topics = { test: { partitions: 1 }, orders: { partitions: 1, replicationFactor: 1 } };
    const error = await rejection(judged({ topics }, held));
    expect(error).toMatchObject(REFUSED);
    expect(error.message.split('\n')).toEqual([
      'nothing was changed:',
      expect.stringMatching(/^topic "test" has 2 partitions, but 1 are described/),
      expect.stringMatching(/^topic "orders" has replication factor 3, but 1 is described/),
    ]);
  });

  test('is refused for all reasons at once, each said once', async () => {
    const error = await rejection(
      judged({ brokers: 2, storage: { size: '16Gi' } }, 'test-0\n', recorded('refusals.txt')),
    );
    expect(error).toMatchObject(REFUSED);
    const lines = error.message.split('\n');
    expect(lines[0]).toBe('nothing was changed:');
    expect(lines.filter((line) => /^storage\.size is '16Gi' /.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /^brokers is 2 /.test(line))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('exceeded quota'))).toHaveLength(1);
    // The claim's refusal says it better.
    expect(lines.filter((line) => line.includes('updates to statefulset spec'))).toEqual([]);
    expect(lines).toContain('namespace "nope" is not there: kubectl create namespace nope');
  });

  test('of nothing is none', async () => {
    expect(await judged({}, undefined)).toMatchObject({ leaving: [] });
  });
});
