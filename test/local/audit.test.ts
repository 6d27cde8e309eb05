import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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

  it('passes what produce has journalled, whatever else is in the topic', async () => {
    await job('produce', '-n', '30');
    const { exitCode, stdout } = await job('audit', '-j', journal);
    expect([exitCode, stdout]).toEqual([
      0,
      'test: 1,000 sent, 1,000 acked, 0 failed, 0 unknown, 30 of others\npassed\n',
    ]);
  });

  it('fails with exit code 5 for what the journal has and the topic has not', async () => {
    const run = (JSON.parse(readFileSync(journal, 'utf8').split('\n')[0]!) as { run: string }).run;
    appendFileSync(journal, `{"run":"${run}","seq":1000,"key":"0","outcome":"acked","partition":0,"offset":9000}\n`);
    const { exitCode, stdout } = await job('audit', '-j', journal);
    expect([exitCode, stdout.split('\n').slice(1)]).toEqual([
      5,
      ['1 lost: acknowledged, but not in the topic [lost-write]', `  lost: ${run}/1000 acked at 0/9000`, 'FAILED', ''],
    ]);
  });

  it('finds all lost when the topic was made anew', async () => {
    await createTest();
    const { exitCode, stdout } = await job('audit', '-j', journal, '--json');
    expect(exitCode).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ acked: 1001, anomalies: { lost: 1001, phantom: 0 } });
  });

  it('needs a journal, and produce leaves one that exists alone', async () => {
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
