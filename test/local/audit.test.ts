import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createTopic, deleteTopic } from '../../lib/kafka';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { runProgram } from '../support/run';

jest.setTimeout(120_000);

describe('npm run audit', () => {
  let local: LocalCluster;
  let folder: string;
  let journal: string;
  const job = (name: string, ...args: string[]) =>
    runProgram(`lib/cli/${name}.ts`, ['-b', local.bootstrap.join(','), ...args]);
  const createTest = async () => {
    const client = await connect({ brokers: local.bootstrap });
    await deleteTopic(client, 'test').catch(() => undefined);
    await createTopic(client, { name: 'test', partitions: 3, replicationFactor: 1 });
    await client.close();
  };

  beforeAll(async () => {
    local = await startCluster({ brokers: 1 });
    await createTest();
    folder = mkdtempSync(join(tmpdir(), 'audit-'));
    journal = join(folder, 'journal.ndjson');
    expect(await job('produce', '-n', '1000', '-H', 'a:b', '--journal', journal)).toMatchObject({ exitCode: 0 });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await local.stop();
  });

  test('passes what produce has journalled, whatever else is in the topic', async () => {
    await job('produce', '-n', '30');
    const { exitCode, stdout } = await job('audit', '-j', journal);
    expect([exitCode, stdout]).toEqual([
      0,
      'test: 1,000 sent, 1,000 acked, 0 failed, 0 unknown, 30 of others\npassed\n',
    ]);
  });

  test('reads the topic that the journal names, and refuses another one', async () => {
    const other = join(folder, 'other');
    const client = await connect({ brokers: local.bootstrap });
    await createTopic(client, { name: 'six', partitions: 6, replicationFactor: 1 });
    await client.close();
    expect(await job('produce', '-t', 'six', '-n', '100', '--journal', other)).toMatchObject({ exitCode: 0 });
    const audited = await job('audit', '-j', other);
    expect([audited.exitCode, audited.stdout]).toEqual([0, 'six: 100 sent, 100 acked, 0 failed, 0 unknown\npassed\n']);
    expect(await job('audit', '-j', other, '-t', 'test')).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: 'the journal is of topic "six", but "test" was given by -t: leave that out\n',
    });
  });

  test('refuses a journal that was altered, and says of one that was cut that it has no end', async () => {
    const lines = readFileSync(journal, 'utf8').split('\n');
    const { run } = JSON.parse(lines[0]!) as { run: string };
    const [altered, cut] = [join(folder, 'altered'), join(folder, 'cut')];
    writeFileSync(altered, lines.toSpliced(500, 1).join('\n'));
    writeFileSync(cut, lines.slice(0, 900).join('\n'));
    const { exitCode, stderr } = await job('audit', '-j', altered);
    expect([exitCode, stderr]).toEqual([
      2,
      `journal ${altered} is not as it was written: lines of run ${run} are altered or missing, so that it proves nothing; take a whole copy\n`,
    ]);
    const ofCut = await job('audit', '-j', cut);
    expect(ofCut.exitCode).toBe(0);
    expect(ofCut.stderr).toContain(
      `run ${run} has no end in its journal: its producer was killed, or the file cut after `,
    );
  });

  test('fails with exit code 5 for what the journal has and the topic has not: all, when it was made anew', async () => {
    await createTest();
    const { exitCode, stdout } = await job('audit', '-j', journal);
    expect([exitCode, stdout.split('\n').slice(1, 3)]).toEqual([
      5,
      ['1,000 lost: acknowledged, but not in the topic [lost-write]', expect.stringMatching(/^  lost: .+ acked at /)],
    ]);
    const json = await job('audit', '-j', journal, '--json');
    expect(json.exitCode).toBe(5);
    expect(JSON.parse(json.stdout)).toMatchObject({ acked: 1000, anomalies: { lost: 1000, phantom: 0 } });
  });

  test('needs a journal, and produce leaves one that exists alone', async () => {
    const [without, missing] = [await job('audit'), await job('audit', '-j', join(folder, 'none'))];
    expect([without.exitCode, missing.exitCode]).toEqual([2, 2]);
    expect(without.stderr).toContain('--journal is needed');
    expect(missing.stderr).toContain('cannot be read');
    expect(await job('produce', '--journal', journal)).toMatchObject({
      exitCode: 2,
      stderr: `journal ${journal} exists: remove it, or choose another file\n`,
    });
  });
});
