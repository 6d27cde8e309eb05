import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava } from './find-java';

describe('findJava', () => {
  let home: string;
  let bin: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'find-java-'));
    bin = join(home, 'bin');
    mkdirSync(bin);
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const install = (script: string, release?: string) => {
    writeFileSync(join(bin, 'java'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, 'java'), 0o755);
    if (release !== undefined) writeFileSync(join(home, 'release'), release);
  };

  test('reads the version from the release file, without running Java', async () => {
    install('exit 1', 'JAVA_VERSION="17.0.15"\nJAVA_RUNTIME_VERSION="17.0.15+6-Debian-1deb12u1"\n');
    expect(await findJava({ JAVA_HOME: home })).toEqual({
      command: join(bin, 'java'),
      version: '17.0.15+6-Debian-1deb12u1',
    });
  });

  test('asks Java itself where there is no release file', async () => {
    install('echo "    java.runtime.version = 21.0.4+7-LTS" >&2');
    expect(await findJava({ JAVA_HOME: home })).toMatchObject({ version: '21.0.4+7-LTS' });
  });

  test('takes the first on the PATH, through links, when JAVA_HOME is not set', async () => {
    install('exit 1', 'JAVA_VERSION="11.0.2"\n');
    const links = join(home, 'links');
    mkdirSync(links);
    symlinkSync(join(bin, 'java'), join(links, 'java'));
    expect(await findJava({ PATH: `${join(home, 'nothing')}:${links}` })).toEqual({
      command: join(links, 'java'),
      version: '11.0.2',
    });
  });

  test.each(['1.8.0_302', '10.0.2'])('refuses the too old version %s', async (version) => {
    install('exit 1', `JAVA_VERSION="${version}"\n`);
    await expect(findJava({ JAVA_HOME: home })).rejects.toMatchObject({
      code: 'JAVA_TOO_OLD',
      exitCode: 2,
      message: `Java must be of version 11 or later for Kafka 3.9.2, but ${join(bin, 'java')} is ${version}: install a later one, or set JAVA_HOME to it`,
    });
  });

  test('says so when there is none, or when it does not run', async () => {
    await expect(findJava({ PATH: bin })).rejects.toMatchObject({
      code: 'NO_JAVA',
      message: 'no Java on the PATH: install a JRE of version 11 or later',
    });
    install('exit 1');
    await expect(findJava({ PATH: bin })).rejects.toMatchObject({
      code: 'NO_JAVA',
      message: `${join(bin, 'java')} does not run: install a JRE of version 11 or later`,
    });
  });
});
