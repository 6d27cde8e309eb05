import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineCluster, replicasIn } from '../../lib/cluster';
import { up } from '../../lib/local';
import { eventually } from '../support/eventually';
import { done, job, linesOf, topicNamed } from '../support/jobs';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';
import { runProgram } from '../support/run';

jest.setTimeout(180_000);

let local: LocalCluster;
beforeAll(async () => (local = await startCluster({ brokers: 5 })), 120_000);
afterAll(() => local.stop(), 60_000);

const admin = (...args: readonly string[]) => job(local, 'admin', args);

test('a group is shown, set back and deleted', async () => {
  const topic = await topicNamed(local, 'grouped', 1);
  await job(local, 'produce', ['-t', topic, '-n', '10']);
  await job(local, 'consume', ['-t', topic, '-g', 'billing']);
  expect(await admin('groups')).toMatchObject(done(/^billing +Empty +consumer$/m));
  expect(await admin('groups', 'billing')).toMatchObject(done(/^grouped +0 +10 +10 +0 +-$/m));
  expect(await admin('reset-offsets', 'billing', '--to', '4', '--dry-run')).toMatchObject({
    ...done(/^grouped +0 +4$/m),
    stderr: 'nothing is set yet: without --dry-run it is\n',
  });
  expect(await admin('groups', 'billing')).toMatchObject(done(/^grouped +0 +10 +10 +0 +-$/m));
  expect(await admin('reset-offsets', 'billing', '--to', '4')).toMatchObject({ exitCode: 0 });
  expect(linesOf((await job(local, 'consume', ['-t', topic, '-g', 'billing'])).stdout)).toHaveLength(6);
  expect(await admin('delete-group', 'billing', '--yes')).toMatchObject(done('deleted billing\n'));
  expect(await admin('groups', 'billing')).toMatchObject({
    exitCode: 2,
    stderr: 'there is no group "billing": nobody is in it, and nothing is committed for it\n',
  });
});

test('alter asks where a topic would keep fewer messages, and only there', async () => {
  const topic = await topicNamed(local, 'keeping', 1);
  const altered = { exitCode: 0, stdout: `altered ${topic}\n`, stderr: '' };
  const refused = (what: string, typed: string) => ({
    exitCode: 2,
    stdout: '',
    stderr: `alter removes the messages of ${topic} that ${what} not keep: say npm run admin -- alter ${topic} ${typed} --yes -b ${local.bootstrap.join()} where nobody can be asked\n`,
  });
  expect(await admin('alter', topic, '-c', 'retention.ms=1000', '-c', 'segment.ms=1000', '-p', '2')).toMatchObject(
    refused('retention.ms=1000 does', '-c retention.ms=1000 -c segment.ms=1000 -p 2'),
  );
  expect((await admin('describe', topic)).stdout).toMatch(/^keeping: 1 partition/);
  // The default is seven days.
  expect(await admin('alter', topic, '-c', 'retention.ms=604800001')).toMatchObject(altered);
  expect(await admin('alter', topic, '--reset', 'retention.ms')).toMatchObject(
    refused('the default of retention.ms does', '--reset retention.ms'),
  );
  expect(await admin('alter', topic, '-c', 'retention.ms=60000', '--yes')).toMatchObject(altered);
  expect(await admin('alter', topic, '-c', 'retention.ms=120000')).toMatchObject(altered);
  expect(await admin('alter', topic, '-c', 'cleanup.policy=compact', '--reset', 'retention.bytes')).toMatchObject(
    refused(
      'cleanup.policy=compact and the default of retention.bytes do',
      '-c cleanup.policy=compact --reset retention.bytes',
    ),
  );
  expect(await admin('alter', topic, '--reset', 'retention.ms')).toMatchObject(altered);
  // Nothing is compacted yet; from then on a shorter time takes tombstones away before readers that are behind have them.
  expect(await admin('alter', topic, '-c', 'delete.retention.ms=1000')).toMatchObject(altered);
  expect(await admin('alter', topic, '-c', 'cleanup.policy=compact', '--yes')).toMatchObject(altered);
  expect(await admin('alter', topic, '-c', 'delete.retention.ms=0')).toMatchObject(
    refused('delete.retention.ms=0 does', '-c delete.retention.ms=0'),
  );
  expect(await admin('alter', topic, '--reset', 'delete.retention.ms')).toMatchObject(altered);
  expect(await admin('alter', topic, 'missing', '-c', 'retention.ms=5')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('missing') as string,
  });
});

test('messages are deleted, properties and partitions altered, leaders elected', async () => {
  const topic = await topicNamed(local, 'altered', 1);
  await job(local, 'produce', ['-t', topic, '-n', '10']);
  expect(await admin('delete-records', topic, '--to', '7', '--yes')).toMatchObject(done(/^altered +0 +7$/m));
  expect(linesOf((await job(local, 'consume', ['-t', topic])).stdout)).toHaveLength(3);
  expect(await admin('alter', topic, '-c', 'retention.ms=60000', '-p', '2', '--yes')).toMatchObject(
    done('altered altered\n'),
  );
  expect(await admin('describe', topic)).toMatchObject(done(/^altered: 2 partitions[^]*retention\.ms +60000/m));
  expect(await admin('alter', topic, '--reset', 'retention.ms', '--yes')).toMatchObject({ exitCode: 0 });
  expect((await admin('describe', topic)).stdout).not.toContain('retention.ms');
  expect(await admin('elect')).toMatchObject({ exitCode: 0 });
  expect(await admin('reassign', topic, '--to', '1,9')).toMatchObject({
    exitCode: 2,
    stderr: '--to names broker 9, but up are 1, 2, 3, 4, 5\n',
  });
});

test('from five brokers to three by the command that up names, typed as it stands, without a message lost', async () => {
  const topic = await topicNamed(local, 'kept', 12);
  await job(local, 'produce', ['-t', topic, '-n', '500']);
  const smaller = defineCluster({ ...local.cluster.description, brokers: 3 });
  const { message } = await rejection(up(smaller, local));
  const command = /npm run admin -- (reassign [^)]+)\)/.exec(message)?.[1];
  expect(command).toBe(`reassign --to 1,2,3 -b ${local.bootstrap[0]!}`);
  const words = command!.split(' ');
  expect(await runProgram('lib/cli/admin.ts', [...words, '--dry-run'])).toMatchObject(
    done(/^kept +\d+ +[\d,]+ +[1-3,]+$/m),
  );
  expect(await rejection(up(smaller, local))).toMatchObject({ code: 'HOLDS_REPLICAS' });

  expect(await runProgram('lib/cli/admin.ts', words)).toMatchObject(
    done(/^moved \d+ partitions: all is on brokers 1, 2, 3$/m),
  );
  const held = (id: number) => replicasIn(readdirSync(join(local.folder, local.cluster.name, `broker-${id}/data`)));
  await eventually('the brokers to go hold none', () => held(4).length + held(5).length === 0);
  await up(smaller, local);
  expect(await runProgram('lib/cli/admin.ts', words)).toMatchObject(
    done('nothing to move: all is on brokers 1, 2, 3\n'),
  );
  const consumed = await job(local, 'consume', ['-t', topic]);
  expect(new Set(linesOf(consumed.stdout)).size).toBe(500);
});
