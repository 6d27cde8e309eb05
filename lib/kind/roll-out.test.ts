import { defineCluster } from '../cluster';
import { Steps } from '../common/steps';
import { parseObjects, type LiveObject } from './checks';
import type { Kubectl } from './kubectl';
import { rollOut } from './roll-out';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const live = parseObjects(readFileSync(join(__dirname, 'checks', 'testing', 'live.json'), 'utf8'));

/** As it would be with another image. */
const replaced = (name: string): readonly LiveObject[] =>
  live.map((object) =>
    object.kind === 'StatefulSet' && object.metadata.name === name
      ? (JSON.parse(JSON.stringify(object).replaceAll('apache/kafka:3.9.2', 'apache/kafka:3.9.3')) as LiveObject)
      : object,
  );

/** What kubectl is told, in which order, for what is to come. */
async function calls(next: readonly LiveObject[], leaving: readonly string[] = []): Promise<readonly string[]> {
  const calls: string[] = [];
  const kubectl: Kubectl = (...args) => {
    if (args[0] !== 'get') calls.push(args.join(' '));
    const items = args[1] === 'configmaps' ? [] : live;
    return Promise.resolve({ stdout: JSON.stringify({ items }), stderr: '' });
  };
  await rollOut(
    defineCluster({ name: 'kindv-a' }),
    { live, next, leaving, warnings: [] },
    {
      steps: new Steps(() => undefined),
      files: { flags: ['--filename', 'dist'], createsNamespace: false },
      kubectl,
      report: () => undefined,
      deadlineMs: 10_000,
    },
  );
  return calls;
}

const appliedFor = async (...change: Parameters<typeof calls>): Promise<readonly string[]> =>
  (await calls(...change)).filter((call) => !call.startsWith('delete jobs'));

const ALL = 'apply --validate=strict --filename dist';
const ALL_BUT_ZOOKEEPER = `${ALL} --selector app.kubernetes.io/component!=zookeeper`;

test('all is applied at once as long as no pod of ZooKeeper is replaced', async () => {
  expect(await appliedFor(live)).toEqual([ALL]);
  expect(await appliedFor(replaced('broker'))).toEqual([ALL]);
});

test('a ZooKeeper whose pods are replaced comes after all else is ready', async () => {
  expect(await appliedFor(replaced('zookeeper'))).toEqual([ALL_BUT_ZOOKEEPER, ALL]);
});

test('the Services of brokers that are gone go too, and their claims stay', async () => {
  expect(await appliedFor(live, ['broker-4'])).toEqual([
    ALL,
    'delete service --ignore-not-found broker-4 broker-4-external',
  ]);
});

test('the Jobs of topics go before, whichever description they are of and whether they have ended', async () => {
  const ofTopics = ['instance=kindv-a', 'part-of=kafka-streaming', 'component=topics']
    .map((label) => `app.kubernetes.io/${label}`)
    .join();
  expect((await calls(replaced('zookeeper')))[0]).toBe(
    `delete jobs --selector ${ofTopics} --ignore-not-found --cascade=foreground`,
  );
});
