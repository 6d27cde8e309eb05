import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { down, status } from '../../lib/local';
import { cacheFolder } from '../../lib/local/distribution/cache';
import { provideJars } from '../../lib/local/distribution/provide-jars';
import { eventually } from '../support/eventually';
import { startCluster } from '../support/local-cluster';

jest.setTimeout(120_000);

describe('class-data archives', () => {
  const { XDG_CACHE_HOME, KAFKA_HOME } = process.env;
  let cacheHome: string;

  beforeAll(async () => {
    await provideJars();
    cacheHome = mkdtempSync(join(tmpdir(), 'class-data-'));
    symlinkSync(cacheFolder(), join(cacheHome, 'kafka'));
    Object.assign(process.env, { XDG_CACHE_HOME: cacheHome, KAFKA_HOME: join(cacheHome, 'kafka') });
  });
  afterAll(() => {
    delete process.env.XDG_CACHE_HOME;
    delete process.env.KAFKA_HOME;
    Object.assign(
      process.env,
      XDG_CACHE_HOME !== undefined && { XDG_CACHE_HOME },
      KAFKA_HOME !== undefined && { KAFKA_HOME },
    );
    rmSync(cacheHome, { recursive: true });
  });

  test('are built in the background after the first start, and used without a warning by the second', async () => {
    const local = await startCluster({ brokers: 1 });
    try {
      const commandLines = async () =>
        (await status(local.cluster, local)).map(({ pid }) =>
          execFileSync('ps', ['-ww', '-o', 'args=', '-p', `${pid!}`], { encoding: 'utf8' }),
        );
      expect((await commandLines()).filter((line) => line.includes('-XX:SharedArchiveFile='))).toEqual([]);

      const folder = readdirSync(cacheFolder()).find((name) => name.startsWith('java-'))!;
      const archives = ['broker.jsa', 'zookeeper.jsa'];
      const built = () => readdirSync(join(cacheFolder(), folder)).join() === archives.join();
      await eventually('both archives are built', built, 60_000);

      await down(local.cluster, local);
      await local.up();
      expect((await commandLines()).map((line) => /-XX:SharedArchiveFile=\S+\/(\S+)/.exec(line)?.[1])).toEqual([
        'zookeeper.jsa',
        'broker.jsa',
      ]);
      for (const { log } of await status(local.cluster, local)) {
        expect(existsSync(log)).toBe(true);
        expect(readFileSync(log, 'utf8')).not.toMatch(/\[warning\]/);
      }
    } finally {
      await local.stop();
    }
  });
});
