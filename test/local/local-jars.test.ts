import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_KAFKA } from '../../lib/cluster';
import { cacheFolder } from '../../lib/local/distribution/cache';
import { JAR_LOCKS } from '../../lib/local/distribution/jar-lock';
import { provideJars } from '../../lib/local/distribution/provide-jars';
import { eventually } from '../support/eventually';
import { rejection } from '../support/rejection';

jest.setTimeout(120_000);

const JAR_LOCK = JAR_LOCKS[DEFAULT_KAFKA];

describe('the jars of Kafka', () => {
  let home: string;
  let env: NodeJS.ProcessEnv;
  let kafkaHome: string;

  beforeAll(async () => {
    await provideJars();
    kafkaHome = mkdtempSync(join(tmpdir(), 'kafka-home-'));
    cpSync(join(cacheFolder(), 'libs'), join(kafkaHome, 'libs'), { recursive: true });
  });
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'jars-'));
    env = { ...process.env, XDG_CACHE_HOME: home, KAFKA_HOME: undefined };
  });
  afterEach(() => rmSync(home, { recursive: true }));
  afterAll(() => rmSync(kafkaHome, { recursive: true }));

  const withoutMaven = () => ({ ...env, PATH: home });
  const cached = () => join(cacheFolder(env), 'libs');

  test('come from KAFKA_HOME, with no Maven', async () => {
    const { filledFrom } = await provideJars({ env: { ...withoutMaven(), KAFKA_HOME: kafkaHome } });
    expect(filledFrom).toBe('KAFKA_HOME');
    expect(readdirSync(cached()).filter((name) => name.endsWith('.jar'))).toHaveLength(JAR_LOCK.length);
  });

  test('come from Maven when KAFKA_HOME lacks one, and then from the cache with no Maven', async () => {
    const incomplete = join(home, 'incomplete');
    mkdirSync(join(incomplete, 'libs'), { recursive: true });
    expect(await provideJars({ env: { ...env, KAFKA_HOME: incomplete } })).toMatchObject({
      filledFrom: 'Maven',
      unfitHome: `${join(incomplete, 'libs', JAR_LOCK[0]!.name)} is missing`,
    });
    const { filledFrom, classPath } = await provideJars({ env: withoutMaven() });
    expect(filledFrom).toBeUndefined();
    expect(classPath.split(':')).toEqual(JAR_LOCK.map(({ name }) => join(cached(), name)));
  });

  test('are not available without Maven, KAFKA_HOME and cache, and the error says what to do', async () => {
    const error = await rejection(provideJars({ env: withoutMaven() }));
    expect(error).toMatchObject({ code: 'NO_JARS', exitCode: 2 });
    expect(error.message).toMatch(/no Maven \(mvn\) on the PATH to fetch them: install Maven, or set KAFKA_HOME/);
    expect(existsSync(cached())).toBe(false);
  });

  test('of another version in KAFKA_HOME are named when there is no Maven either', async () => {
    const other = join(home, 'other');
    cpSync(join(kafkaHome, 'libs'), join(other, 'libs'), { recursive: true });
    const jar = join(other, 'libs/kafka-clients-3.9.2.jar');
    writeFileSync(jar, 'of another version');
    const error = await rejection(provideJars({ env: { ...withoutMaven(), KAFKA_HOME: other } }));
    expect(error).toMatchObject({ code: 'NO_JARS', exitCode: 2 });
    expect(error.message).toMatch(
      /^KAFKA_HOME cannot be used: \S+ has 18 bytes instead of \d+; Kafka's jars are not here/,
    );
    expect(error.message).toContain(jar);
  });

  test('that Maven cannot fetch leave no half cache, and the error gives its reason', async () => {
    mkdirSync(join(home, '.m2'));
    writeFileSync(
      join(home, '.m2/settings.xml'),
      '<settings><mirrors><mirror><id>gone</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:9/</url></mirror></mirrors></settings>',
    );
    const error = await rejection(provideJars({ env: { ...env, MAVEN_OPTS: `-Duser.home=${home}` } }));
    expect(error).toMatchObject({ code: 'DOWNLOAD_FAILED', exitCode: 3 });
    expect(error.message).toMatch(/^Maven could not fetch Kafka's jars, nothing was kept: .*127\.0\.0\.1:9/);
    expect(readdirSync(cacheFolder(env))).toEqual([]);
  });

  test('whose fetching is interrupted leave no half cache, and the next start fills it', async () => {
    const stop = new AbortController();
    const filling = provideJars({ signal: stop.signal, env });
    await eventually('the fetching has begun', () => existsSync(`${cached()}.partial`));
    const reason = new Error('stopped by SIGINT');
    stop.abort(reason);
    expect(await rejection(filling)).toBe(reason);
    expect(readdirSync(cacheFolder(env))).toEqual([]);

    // What a killed start leaves.
    mkdirSync(`${cached()}.partial`);
    writeFileSync(join(`${cached()}.partial`, JAR_LOCK[0]!.name), 'half');
    await provideJars({ env: { ...env, KAFKA_HOME: kafkaHome } });
    expect(readdirSync(cacheFolder(env))).toEqual(['libs']);
  });

  test('are taken from a complete cache that cannot be written, and verified each time', async () => {
    await provideJars({ env: { ...env, KAFKA_HOME: kafkaHome } });
    rmSync(join(cached(), 'verified'));
    // Not by permissions: root may write anywhere.
    mkdirSync(join(cached(), 'verified'));
    expect((await provideJars({ env: withoutMaven() })).filledFrom).toBeUndefined();
    writeFileSync(join(cached(), 'kafka-clients-3.9.2.jar'), 'altered');
    expect(await rejection(provideJars({ env: withoutMaven() }))).toMatchObject({ code: 'JAR_ALTERED' });
  });

  test('have no place below a file: the error names the variable that gives them one', async () => {
    writeFileSync(join(home, 'file'), '');
    const error = await rejection(provideJars({ env: { ...env, XDG_CACHE_HOME: join(home, 'file') } }));
    expect(error).toMatchObject({ code: 'NO_CACHE', exitCode: 2 });
    expect(error.message).toMatch(/^there is no place for Kafka's jars: ENOTDIR.*; set XDG_CACHE_HOME to a folder/);
  });

  test('are fetched once by two starts at the same time', async () => {
    const withHome = { ...env, KAFKA_HOME: kafkaHome };
    const both = await Promise.all([provideJars({ env: withHome }), provideJars({ env: withHome })]);
    expect(both.map(({ filledFrom }) => filledFrom).sort()).toEqual(['KAFKA_HOME', undefined]);
  });

  test.each([
    ['longer', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')]), /but it has \d+ bytes instead of \d+: /],
    [
      'of the same size and time but with one other byte',
      (bytes: Buffer) => {
        bytes[1000]! ^= 1;
        return bytes;
      },
      /but it has another SHA-512: /,
    ],
  ])('are refused when one is %s', async (_, alter, fault) => {
    await provideJars({ env: { ...env, KAFKA_HOME: kafkaHome } });
    const jar = join(cached(), 'kafka-clients-3.9.2.jar');
    const { atime, mtime } = statSync(jar);
    writeFileSync(jar, alter(readFileSync(jar)));
    utimesSync(jar, atime, mtime);
    const error = await rejection(provideJars({ env }));
    expect(error).toMatchObject({ code: 'JAR_ALTERED', exitCode: 2 });
    expect(error.message).toMatch(fault);
    expect(error.message).toContain(`${jar} `);
    expect(error.message).toContain(`remove ${cached()}, the next start fills it anew`);
  });
});
