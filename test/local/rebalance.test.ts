import { connect, describeConfig } from '../../lib/kafka';
import { localTarget, up, type StepReport } from '../../lib/local';
import { eventually } from '../support/eventually';
import { done, job, linesOf, topicNamed } from '../support/jobs';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { runProgram } from '../support/run';

jest.setTimeout(180_000);

let local: LocalCluster;
beforeAll(async () => (local = await startCluster({ brokers: 5 })), 120_000);
afterAll(() => local.stop(), 60_000);

const admin = (...args: readonly string[]) => job(local, 'admin', args);

describe('brokers that have joined', () => {
  /** How many replicas and how many leaders each broker has of a topic. */
  const sharesOf = async (topic: string) => {
    const { stdout } = await admin('describe', topic, '--json');
    const { partitionDetails } = JSON.parse(stdout) as {
      partitionDetails: readonly { leader: number; replicas: readonly number[] }[];
    };
    return [1, 2, 3, 4, 5].map((id) => [
      partitionDetails.filter(({ replicas }) => replicas.includes(id)).length,
      partitionDetails.filter(({ leader }) => leader === id).length,
    ]);
  };

  /** What bounds the copying of replicas, of every broker. */
  async function throttledRates(): Promise<readonly (string | null)[]> {
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    try {
      const configs = await Promise.all(
        [...client.metadata.brokers.keys()].map((broker) => describeConfig(client, { broker })),
      );
      return configs
        .flat()
        .flatMap(({ name, source, value }) =>
          name.endsWith('.replication.throttled.rate') && source === 'broker' ? [value] : [],
        );
    } finally {
      await client.close();
    }
  }

  /** Ctrl-C as soon as it says that it moves. */
  async function stopped(words: readonly string[]) {
    const running = runProgram('lib/cli/admin.ts', words, {
      onStderr: (text) => {
        if (/moving \d partition/.test(text)) running.kill('SIGINT');
      },
    });
    return running;
  }

  test('get their share, throttled, while messages are produced, and no bound stays', async () => {
    const topic = await topicNamed(local, 'shared', 5);
    expect(await admin('reassign', topic, '--to', '1,2,3', '-r', '3')).toMatchObject({ exitCode: 0 });
    await job(local, 'produce', ['-t', topic, '-n', '1000']);
    expect(await admin('rebalance', topic, '--dry-run')).toMatchObject(
      done(/^shared +\d +[1-3],[1-3],[1-3] +[1-5],[1-5],[1-5]\n[^]*\ncopies 6 replicas, [\d.]+ kB in all/m),
    );
    const producing = job(local, 'produce', ['-t', topic, '-n', '5000', '--rate', '1000']);
    const moved = await admin('rebalance', topic, '--throttle', '10kB');
    expect(moved).toMatchObject(done(/^moved \d partitions: brokers 1, 2, 3, 4, 5 have equal shares$/m));
    expect(moved.stderr).toContain('replicas are copied at full speed again');
    expect(await producing).toMatchObject({ exitCode: 0 });
    expect(await sharesOf(topic)).toEqual([1, 2, 3, 4, 5].map(() => [3, 1]));
    expect((await admin('describe', topic)).stdout).not.toContain('throttled');
    await eventually('no broker is throttled', async () => (await throttledRates()).length === 0);
    expect(await admin('rebalance', topic)).toMatchObject(
      done('nothing to move: brokers 1, 2, 3, 4, 5 have equal shares\n'),
    );
    const consumed = await job(local, 'consume', ['-t', topic]);
    expect(linesOf(consumed.stdout)).toHaveLength(6000);
  });

  test('are filled in the background after Ctrl-C, and again by whoever types it once more; or not at all', async () => {
    const topic = await topicNamed(local, 'slow', 5);
    expect(await admin('reassign', topic, '--to', '1,2,3', '-r', '1')).toMatchObject({ exitCode: 0 });
    // More than one fetch of each: the first takes up to a megabyte, whatever the rate.
    const text = ['--message', 'x'.repeat(1000)];
    expect(await job(local, 'produce', ['-t', topic, '-n', '12500', ...text])).toMatchObject({ exitCode: 0 });
    const slowly = ['rebalance', topic, '--to', '4,5', '--throttle', '1kB', '-b', local.bootstrap.join()];
    const left = await stopped(slowly);
    expect(left).toMatchObject({ exitCode: 130 });
    expect(left.stderr).toMatch(
      /^stopped waiting; brokers go on moving .*, at 1\.0 kB a second: the same command again waits for it, and then removes the throttle; .* reassign --cancel -b \S+ takes it back$/m,
    );
    await eventually('all brokers are throttled', async () => (await throttledRates()).length === 10);

    const cancelled = await admin('reassign', topic, '--cancel');
    expect(cancelled).toMatchObject(done(/^cancelled: [1-5] partitions? stays? where (it was|they were)\n$/));
    expect(cancelled.stderr).toBe('the throttle is removed: replicas are copied at full speed again\n');
    await eventually('no broker is throttled', async () => (await throttledRates()).length === 0);
    expect((await sharesOf(topic)).slice(0, 3)).not.toEqual([1, 2, 3].map(() => [0, 0]));
    expect(await admin('reassign', topic, '--cancel')).toMatchObject(done('nothing is moving\n'));

    expect(await stopped(slowly)).toMatchObject({ exitCode: 130 });
    expect(await admin('rebalance', topic, '--to', '4,5', '--throttle', '100MB')).toMatchObject({ exitCode: 0 });
    expect((await sharesOf(topic)).slice(0, 3)).toEqual([1, 2, 3].map(() => [0, 0]));
    await eventually('no broker is throttled', async () => (await throttledRates()).length === 0);
  });

  test("get copies of Kafka's own topics too", async () => {
    const topic = await topicNamed(local, 'read', 1);
    await job(local, 'consume', ['-t', topic, '-g', 'readers']);
    const own = '__consumer_offsets';
    expect(await admin('reassign', own, '-r', '1')).toMatchObject({ exitCode: 0 });
    expect((await admin('describe', own)).stdout).toContain('replication factor 1');
    const what = `one disk has all there is of ${own}, with 5 brokers`;
    const words = ['rebalance', own, '--replication-factor', '3'];
    const target = localTarget(local.cluster, { folder: local.folder });
    const { signal } = new AbortController();
    const note = `${what}: npm run topics -- ${words.join(' ')} makes more`;
    expect(await target.compare(signal)).toMatchObject({ notes: [note] });
    const told: StepReport[] = [];
    expect(await target.up({ signal, report: (event) => told.push(event) })).toMatchObject({ damage: [] });
    expect(told).toContainEqual(expect.objectContaining({ step: what, state: 'noted' }));
    expect(await admin(...words)).toMatchObject({ exitCode: 0 });
    expect(await target.compare(signal)).toMatchObject({ notes: [] });
    expect((await admin('describe', own)).stdout).toContain('replication factor 3');
    expect((await sharesOf(own)).map(([held]) => held).sort()).toEqual([1, 2, 2, 2, 2]);
  });

  test('or are down are not taken for those that are to have nothing', async () => {
    const topic = await topicNamed(local, 'held', 5);
    expect(await admin('reassign', topic, '--to', '3,4,5')).toMatchObject({ exitCode: 0 });
    await local.kill('broker', 5, 'SIGKILL');
    const refused = {
      exitCode: 2,
      stderr:
        'broker 5 holds replicas and is not up: start it first, or say which are to hold all of it: --to 1,2,3,4\n',
    };
    await eventually('it is gone', async () => (await admin('rebalance', topic, '--dry-run')).exitCode === 2);
    expect(await admin('rebalance', topic)).toMatchObject(refused);
    expect(await admin('reassign', topic, '-r', '2')).toMatchObject(refused);
    await up(local.cluster, local);
  });

  test.each([
    [['rebalance', '--to', '1;2'], '--to must be ids of brokers, such as 1,2,3, but "1;2" was given\n'],
    [
      ['rebalance', '--cancel', '--throttle', '1MB'],
      '--cancel takes back what is under way, whatever it is: leave out --throttle\n',
    ],
    [['rebalance', '--throttle', '10MB/s'], /--throttle must be a number of bytes such as 500kB, 10MB or 10MiB/],
    [['elect', '--throttle', '10MB'], /--throttle does nothing here: elect does not use it/],
    [['reassign'], /^reassign needs what is to become: /],
  ])('%j is refused', async (words, stderr) => {
    const expected = typeof stderr === 'string' ? stderr : (expect.stringMatching(stderr) as string);
    expect(await admin(...words)).toMatchObject({ exitCode: 2, stderr: expected });
  });
});
