import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../../test/support/run';
import { writePidFile } from '../../common/pid-file';
import { project } from '../../cli-kit';

jest.setTimeout(30_000);

const NAME = 'target-test';
const NODE = JSON.stringify([
  {
    Name: `/${NAME}-control-plane`,
    State: { Running: true },
    Config: { Labels: { 'io.x-k8s.kind.role': 'control-plane' } },
    HostConfig: {
      PortBindings: Object.fromEntries(
        [1, 2, 3].map((id) => [`3009${id}/tcp`, [{ HostPort: `${15_990 + id}` }]] as const),
      ),
    },
  },
]);

// docker, kind and kubectl are stand-ins here that write down how they were called.
let tools: string;
let folder: string;
beforeEach(() => {
  tools = mkdtempSync(join(tmpdir(), 'target-tools-'));
  folder = mkdtempSync(join(tmpdir(), 'target-folder-'));
});
afterEach(() => {
  for (const path of [tools, folder, join(project.kindFolder, NAME)]) rmSync(path, { recursive: true, force: true });
});

const install = (tool: string, script: string) =>
  writeFileSync(join(tools, tool), `#!/bin/sh\necho "${tool} $*" >> ${tools}/calls\n${script}\n`, { mode: 0o755 });
const calls = (): string => (existsSync(join(tools, 'calls')) ? readFileSync(join(tools, 'calls'), 'utf8') : '');

function installTools({ nodes = '[]', pods = [] as readonly object[] } = {}): void {
  install('docker', `case $1 in ps) [ '${nodes}' = '[]' ] || echo 1;; inspect) echo '${nodes}';; esac`);
  install('kind', '');
  const answer = `echo '${JSON.stringify({ items: pods })}'`;
  install('kubectl', nodes === '[]' ? `echo 'error: context "kind-${NAME}" does not exist' >&2; exit 1` : answer);
}

const verb = (name: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
  runProgram(`lib/cli/${name}.ts`, ['--name', NAME, '--broker-port', '15991', ...args], {
    env: { PATH: tools, KAFKA_ON: undefined, KAFKA_FOLDER: folder, ...env },
  });
const serverFolder = (): string => {
  const path = join(folder, NAME, 'broker-1');
  mkdirSync(join(path, 'data'), { recursive: true });
  return path;
};

describe('down, where the cluster is found on kind,', () => {
  beforeEach(() => installTools({ nodes: NODE }));

  test.each([
    ['unless kind is named', {}],
    ['though KAFKA_ON names it for every command', { KAFKA_ON: 'kind' }],
  ])('refuses to remove the data %s', async (_, env) => {
    const { exitCode, stderr } = await verb('down', [], env);
    expect(stderr).toMatch(
      /^on kind, down deletes topics and messages too: say npm run down -- --on kind --name target-test \(or --delete-data\) if/m,
    );
    expect(exitCode).toBe(2);
    expect(calls()).not.toContain('kind delete');
  });

  test.each([['--on kind'], ['--delete-data']])('removes it with %s', async (flags) => {
    const { exitCode, stderr } = await verb('down', flags.split(' '));
    expect(stderr).toMatch(/^✓ remove kind cluster target-test \(removed/m);
    expect(exitCode).toBe(0);
    expect(calls()).toContain(`kind delete cluster --name ${NAME}\n`);
  });
});

describe('without --on, the target is', () => {
  const targetOf = async (): Promise<string> => {
    const { stderr } = await verb('status');
    return stderr.split('\n')[0]!;
  };

  test('local where servers run, whatever is on kind', async () => {
    installTools({ nodes: NODE });
    writePidFile(join(serverFolder(), 'pid'), process.pid);
    expect(await targetOf()).toBe('on local (running)');
    expect(calls()).toBe('');
  });

  test('kind where the kind cluster is, though a run here has left data', async () => {
    installTools({ nodes: NODE });
    serverFolder();
    expect(await targetOf()).toBe('on kind (started)');
  });

  test('local where a run has left data, though kind could be used', async () => {
    installTools();
    serverFolder();
    expect(await targetOf()).toBe('on local (stopped)');
  });

  test('kind where nothing is, if it can be used, and down then finds nothing to remove', async () => {
    installTools();
    expect(await targetOf()).toBe('on kind (available)');
    const { exitCode, stderr } = await verb('down');
    expect(stderr).toMatch(/^✓ remove kind cluster target-test \(not there/m);
    expect(exitCode).toBe(0);
  });

  test('local where a tool is missing', async () => {
    expect(await targetOf()).toBe('on local (no docker and no kind and no kubectl on the PATH)');
  });

  test('kind while Docker does not answer, if it was started there', async () => {
    installTools();
    install('docker', 'exit 1');
    expect(await targetOf()).toBe('on local (the Docker engine does not answer)');
    mkdirSync(join(project.kindFolder, NAME), { recursive: true });
    expect(await targetOf()).toBe('on kind (started)');
  });
});

describe('status on kind', () => {
  const lastTransitionTime = new Date(Date.now() - 9_010_000).toISOString();
  const pod = (name: string, ready: 'True' | 'False', reason?: string) => ({
    kind: 'Pod',
    metadata: { name, uid: name },
    spec: { restartPolicy: 'Always', nodeName: `${NAME}-control-plane` },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: ready, lastTransitionTime }],
      containerStatuses: [{ restartCount: reason ? 4 : 0, state: reason ? { waiting: { reason } } : {} }],
    },
  });

  test('shows servers and pods, what is broken first, and ends 3 when no broker answers', async () => {
    const pods = [pod('zookeeper-1', 'True'), pod('broker-1', 'True'), pod('broker-2', 'False', 'CrashLoopBackOff')];
    installTools({ nodes: NODE, pods });
    const { exitCode, stdout } = await verb('status');
    const [headline, ...rest] = stdout.trimEnd().split('\n');
    expect(headline).toMatch(/^kafka .*: NOT ANSWERING$/);
    expect(rest.map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
      ['SERVER', 'ADDRESS', 'STATE'],
      ['broker-3', 'localhost:15993', 'DOWN'],
      ['broker-1', 'localhost:15991', 'NOT ANSWERING'],
      ['broker-2', 'localhost:15992', expect.stringMatching(/^starting 2 h 3\d m$/)],
      ['zookeeper-1', '-', expect.stringMatching(/^up 2 h 3\d m$/)],
      // There are pods alone.
      ['broker-1: its Service broker-1-external is not there'],
      ['broker-2: its pod is CrashLoopBackOff, 4 restarts'],
      ['POD', 'STATUS', 'RESTARTS'],
      ['broker-2', 'CrashLoopBackOff', '4'],
      ['zookeeper-1', 'Running', '0'],
      ['broker-1', 'Running', '0'],
      ['next: npm run up -- --name target-test', '(starts broker-3)'],
    ]);
    expect(exitCode).toBe(3);
  });

  test('ends 3 when there is no kind cluster', async () => {
    installTools();
    const { exitCode, stdout } = await verb('status', ['--on', 'kind']);
    expect(stdout).toMatch(/: DOWN\n[^]*^next: npm run up -- --on kind --name .* {4}\(starts the cluster\)$/m);
    expect(exitCode).toBe(3);
  });
});
