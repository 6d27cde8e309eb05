import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isPortFree } from '../../lib/local/ports';
import { eventually } from '../support/eventually';
import { reservePorts } from '../../lib/local';

jest.setTimeout(120_000);

describe('a cluster of a test', () => {
  test('is stopped and removed when the process of the test is killed', async () => {
    const root = join(__dirname, '../..');
    const script = `
      require('./test/support/local-cluster').startCluster({ brokers: 1 }).then(({ folder, bootstrap }) => {
        console.log(JSON.stringify({ folder, bootstrap }));
        setInterval(() => {}, 1e6);
      })`;
    const child = spawn(process.execPath, ['-r', './register.js', '-e', script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { folder, bootstrap } = JSON.parse(line.toString()) as { folder: string; bootstrap: [string] };
    const port = Number(bootstrap[0].split(':')[1]);
    expect(await isPortFree(port)).toBe(false);

    child.kill('SIGKILL');
    await eventually('the folder is gone', () => !existsSync(folder));
    expect(await isPortFree(port)).toBe(true);
  });

  test('has ports that no other gets meanwhile', async () => {
    const reserved = [await reservePorts(), await reservePorts()];
    const firsts = reserved.map(({ hostPorts }) => hostPorts.zookeeper);
    expect(new Set(firsts).size).toBe(2);
    reserved.forEach(({ release }) => release());
  });
});
