import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { status } from '../../lib/local';
import { prepareCluster } from '../support/local-cluster';

jest.setTimeout(120_000);

/** Each of them, read by a JVM, ends it or changes what it does. */
const HOSTILE = {
  JAVA_TOOL_OPTIONS: '-agentlib:no-such-agent',
  JDK_JAVA_OPTIONS: '-XX:+UseG1GC',
  _JAVA_OPTIONS: '-Xmx1m',
  CLASSPATH: '/nowhere',
  JMX_PORT: '1',
  KAFKA_OPTS: '-Dno.such.option',
  MALLOC_ARENA_MAX: '1',
  LD_LIBRARY_PATH: '/nowhere',
  LC_ALL: 'C',
};

describe('a server', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  test('knows nothing of the shell that starts it but where programs are, and the time zone', async () => {
    Object.assign(process.env, HOSTILE, { TZ: 'Asia/Tokyo' });
    const local = await prepareCluster({ brokers: 1 });
    try {
      await local.up();
      for (const { pid, log } of await status(local.cluster, local)) {
        const words = execFileSync('ps', ['eww', '-o', 'args=', '-p', `${pid!}`], { encoding: 'utf8' }).split(/\s+/);
        for (const name of Object.keys(HOSTILE)) {
          expect(words.filter((word) => word.startsWith(`${name}=`))).toEqual(
            name === 'LC_ALL' ? ['LC_ALL=C.UTF-8'] : [],
          );
        }
        expect(words).toContain('TZ=Asia/Tokyo');
        expect(readFileSync(log, 'utf8')).not.toContain('Picked up');
      }
    } finally {
      await local.stop();
    }
  });
});
