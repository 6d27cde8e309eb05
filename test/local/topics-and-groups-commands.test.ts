import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '../support/eventually';
import { job, linesOf } from '../support/jobs';
import { startCluster, type LocalCluster } from '../support/local-cluster';

jest.setTimeout(120_000);

let local: LocalCluster;
beforeAll(async () => (local = await startCluster({ brokers: 1 })), 120_000);
afterAll(() => local.stop(), 60_000);

const topics = (...args: readonly string[]) => job(local, 'topics', args);
const groups = (...args: readonly string[]) => job(local, 'groups', args);
const done = (stdout: string | RegExp) => ({
  exitCode: 0,
  stdout: typeof stdout === 'string' ? stdout : (expect.stringMatching(stdout) as string),
});

test('several topics are created, described, altered and deleted at once; what is wrong with one does not keep it from the others', async () => {
  expect(await topics('create', 'orders', 'payments', '-p', '2', '-r', '1')).toMatchObject(
    done('created orders\ncreated payments\n'),
  );
  expect(await topics('create', 'orders', 'refunds', 'payments', '-r', '1')).toMatchObject({
    exitCode: 2,
    stdout: 'created refunds\n',
    stderr: 'topic "orders" exists already: describe shows it; topic "payments" exists already: describe shows it\n',
  });
  expect(await topics()).toMatchObject(done(/^orders +2 +1\npayments +2 +1\nrefunds +3 +1$/m));
  expect(await topics('describe', 'orders', 'payments')).toMatchObject(done(/^orders: 2 [^]*\n\npayments: 2 /));
  expect(JSON.parse((await topics('describe', 'orders', 'payments', '--json')).stdout)).toMatchObject([
    { name: 'orders' },
    { name: 'payments' },
  ]);
  expect(JSON.parse((await topics('describe', 'orders', '--json')).stdout)).toMatchObject({ name: 'orders' });
  expect(await topics('describe', 'missing', 'orders')).toMatchObject({
    exitCode: 2,
    stdout: expect.stringMatching(/^orders: /m) as string,
    stderr: expect.stringMatching(/^there is no topic "missing"[^\n]*\n$/) as string,
  });
  expect(await topics('alter', 'orders', 'payments', '-p', '4')).toMatchObject(
    done('altered orders\naltered payments\n'),
  );
  expect(await topics('delete', 'orders', 'payments')).toMatchObject({
    exitCode: 2,
    stderr: `delete removes all messages of orders, payments: say npm run topics -- delete orders payments --yes -b ${local.bootstrap.join()} where nobody can be asked\n`,
  });
  expect(await topics('delete', 'orders', 'payments', 'refunds', '--yes')).toMatchObject(
    done('deleted orders\ndeleted payments\ndeleted refunds\n'),
  );
});

test('a group is shown with who has which partition, and set back only when told to', async () => {
  await topics('create', 'grouped', '-p', '2', '-r', '1');
  await job(local, 'produce', ['-t', 'grouped', '-n', '10']);
  const args = ['-r', './register.js', 'lib/cli/consume.ts', '-b', local.bootstrap.join(','), '-t', 'grouped'];
  const member = spawn(process.execPath, [...args, '-g', 'billing', '--follow'], { stdio: 'ignore' });
  try {
    // Its second partition may hold no message, and have nothing committed: it is shown as the member's all the same.
    await eventually('both partitions are given to it', async () => {
      const { stdout } = await groups('describe', 'billing');
      return /^grouped +0 .* \S+\ngrouped +1 .* \S+$/m.test(stdout) && / 2$/m.test(stdout);
    });
    expect(await groups('reset', 'billing', '--topic', 'grouped', '--to', '0')).toMatchObject({
      exitCode: 2,
      stderr: 'group "billing" has 1 member: stop them first, or they go on where they are\n',
    });
  } finally {
    member.kill();
    await once(member, 'exit');
  }
  const position = async () => linesOf((await groups('describe', 'billing')).stdout).slice(2);
  await eventually('it has committed what it read', async () => !(await position()).join().includes(' - '));
  const before = await position();
  expect(await groups('reset', 'billing', '--to', 'start')).toMatchObject({
    ...done(/^grouped +0 +0\ngrouped +1 +0$/m),
    stderr: 'nothing is set yet: --execute does it\n',
  });
  expect(await position()).toEqual(before);
  expect(await groups('reset', 'billing', '--to', 'start', '--execute')).toMatchObject({
    ...done(/^grouped +0 +0\ngrouped +1 +0$/m),
    stderr: '',
  });
  expect(linesOf((await job(local, 'consume', ['-t', 'grouped', '-g', 'billing'])).stdout)).toHaveLength(10);
  expect(await groups()).toMatchObject(done(/^billing +Empty +consumer$/m));
  expect(await groups('delete', 'billing', 'missing', '--yes')).toMatchObject({
    exitCode: 2,
    stdout: 'deleted billing\n',
    stderr: 'there is no group "missing": nobody is in it, and nothing is committed for it\n',
  });
});

test("Kafka's own topics keep what all groups have there, whatever is asked", async () => {
  await topics('create', 'kept', '-p', '1', '-r', '1');
  await job(local, 'produce', ['-t', 'kept', '-n', '10']);
  await job(local, 'consume', ['-t', 'kept', '-g', 'keeper']);
  const own = '__consumer_offsets';
  const refused = (reason: string) => ({
    exitCode: 2,
    stdout: '',
    stderr: `topic "${own}" is Kafka's own and holds what all consumer groups have committed: ${reason}; npm run groups -- delete NAME -b ${local.bootstrap.join()} deletes a group\n`,
  });
  expect(await topics('alter', own, '-p', '100')).toMatchObject(
    refused('it keeps its number of partitions, by which groups and transactions find theirs'),
  );
  expect(await topics('delete', own, '--yes')).toMatchObject(refused('it is not deleted'));
  expect(await topics('delete-records', own, '--to', 'end', '--yes')).toMatchObject(
    refused('no messages of it are deleted but by Kafka'),
  );
  const policy = refused('it keeps its cleanup.policy: another one deletes entries that are still in use');
  expect(await topics('alter', own, '-c', 'cleanup.policy=delete', '--yes')).toMatchObject(policy);
  expect(await topics('alter', own, '--reset', 'cleanup.policy', '--yes')).toMatchObject(policy);
  expect(await topics('create', '__transaction_state', '-p', '1', '-r', '1')).toMatchObject({
    exitCode: 2,
    stderr:
      'topic "__transaction_state" is Kafka\'s own: Kafka creates it when it is first needed, as the brokers\' properties say\n',
  });

  expect(await topics('alter', own, '-c', 'segment.bytes=52428800')).toMatchObject(done(`altered ${own}\n`));
  expect(await topics('reassign', own, '--to', '1')).toMatchObject({ exitCode: 0 });
  expect(await groups('describe', 'keeper')).toMatchObject(done(/^kept +0 +10 +10 +0 +-$/m));
});

test('min.insync.replicas above the replication factor is refused of a topic that is there as of a new one', async () => {
  const refused = {
    exitCode: 2,
    stdout: '',
    stderr: 'min.insync.replicas of topic "alone" is 2, but its replication factor 1: it would count as 1; use 1\n',
  };
  const asked = ['alone', '-c', 'min.insync.replicas=2'];
  expect(await topics('create', ...asked, '-r', '1')).toMatchObject(refused);
  expect(await topics('create', 'alone', '-r', '1')).toMatchObject({ exitCode: 0 });
  expect(await topics('alter', ...asked)).toMatchObject(refused);
});

test('of properties and partitions nothing is changed where one of them is refused', async () => {
  await topics('create', 'whole', '-p', '3', '-r', '1');
  expect(await topics('alter', 'whole', '-c', 'max.message.bytes=2000', '-p', '3')).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringMatching(/^topic "whole" cannot have 3 partitions: /) as string,
  });
  expect((await topics('describe', 'whole')).stdout).not.toContain('max.message.bytes');
  // What only the broker knows to be wrong.
  const lags = ['-c', 'min.compaction.lag.ms=2000', '-c', 'max.compaction.lag.ms=1000'];
  expect(await topics('alter', 'whole', ...lags, '-p', '5')).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringMatching(/^config of topic "whole" was refused: /) as string,
  });
  expect((await topics('describe', 'whole')).stdout).toMatch(/^whole: 3 partitions, /);
});

test('an offset beyond the end of a partition is refused, one before its start is the start, as is told, and a group that is new', async () => {
  await topics('create', 'uneven', '-p', '1', '-r', '1');
  await job(local, 'produce', ['-t', 'uneven', '-n', '10']);
  await topics('alter', 'uneven', '-p', '3');
  const beyond = (offset: number, places: string) => ({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringContaining(
      `offset ${offset} is beyond the end of ${places}: nothing is done; --to end means the end of each partition, --to @TIME the same time in each\n`,
    ) as string,
  });
  const [first, others] = [
    'uneven/0 (first offset 0, next 10)',
    'uneven/1 (first offset 0, next 0), uneven/2 (first offset 0, next 0)',
  ];
  const deleteTo = (to: string, ...flags: readonly string[]) =>
    topics('delete-records', 'uneven', '--to', to, ...flags);
  expect(await deleteTo('7', '--yes')).toMatchObject(beyond(7, others));
  expect(await deleteTo('99999', '--dry-run')).toMatchObject(beyond(99_999, `${first}, ${others}`));
  const isNew = 'group "newcomers" is new: nobody is in it, and nothing was committed for it\n';
  const reset = ['reset', 'newcomers', '--topic', 'uneven', '--to'];
  expect(await groups(...reset, '99999', '--execute')).toMatchObject(beyond(99_999, `${first}, ${others}`));
  expect(await groups(...reset, '0')).toMatchObject({
    ...done(/^uneven +0 +0\nuneven +1 +0\nuneven +2 +0$/m),
    stderr: `${isNew}nothing is set yet: --execute does it\n`,
  });
  expect(await groups(...reset, 'end', '--execute')).toMatchObject({ ...done(/^uneven +0 +10$/m), stderr: isNew });
  expect(linesOf((await job(local, 'consume', ['-t', 'uneven'])).stdout)).toHaveLength(10);

  await topics('create', 'even', '-p', '1', '-r', '1');
  await job(local, 'produce', ['-t', 'even', '-n', '10']);
  expect(await topics('delete-records', 'even', '--to', '7', '--dry-run')).toMatchObject({
    ...done(/^even +0 +7$/m),
    stderr: 'nothing is deleted yet: without --dry-run it is\n',
  });
  expect(linesOf((await job(local, 'consume', ['-t', 'even'])).stdout)).toHaveLength(10);
  expect(await topics('delete-records', 'even', '--to', '7', '--yes')).toMatchObject(done(/^even +0 +7$/m));
  expect(await groups('reset', 'newcomers', '--topic', 'even', '--to', '2', '--execute')).toMatchObject({
    ...done(/^even +0 +7$/m),
    stderr: 'even/0 has the offsets 7 to 10: 7 is taken, not 2\n',
  });
  expect(linesOf((await job(local, 'consume', ['-t', 'even', '-g', 'newcomers'])).stdout)).toHaveLength(3);
});
