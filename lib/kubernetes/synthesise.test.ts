import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusters } from '../../cluster';
import { defineCluster } from '../cluster';
import { synthesise } from './synthesise';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'synthesise-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The command of cdk8s.yaml, as `cdk8s synth` runs it. */
function synth(name: string, cluster?: string) {
  const { status, stderr } = spawnSync('node', ['-r', './register.js', 'main.ts'], {
    cwd: root,
    env: { ...process.env, CDK8S_OUTDIR: join(folder, name, 'dist'), KAFKA_CLUSTER: cluster },
    encoding: 'utf8',
  });
  return { status, stderr, files: () => filesOf(join(folder, name)) };
}

const filesOf = (where: string): Record<string, string> =>
  Object.fromEntries(
    [...readdirSync(join(where, 'dist')).map((name) => join('dist', name)), 'kind-config.yaml'].map((name) => [
      name,
      readFileSync(join(where, name), 'utf8'),
    ]),
  );

test('dist and kind-config.yaml are what `npm run synth` makes of cluster.ts, byte for byte', () => {
  const { status, files } = synth('default');
  expect(status).toBe(0);
  expect(filesOf(root)).toEqual(files());
});

test('KAFKA_CLUSTER chooses another cluster of cluster.ts', () => {
  const { status, files } = synth('one', 'one-broker');
  expect(status).toBe(0);
  expect(files()['kind-config.yaml']).toContain('hostPort: 9091');
  expect(files()['kind-config.yaml']).not.toContain('hostPort: 9092');
});

test('KAFKA_CLUSTER=kraft renders a quorum, and no ZooKeeper', () => {
  const { status, files } = synth('kraft', 'kraft');
  expect(status).toBe(0);
  const text = Object.values(files()).join();
  expect(text).toContain('--initial-controllers');
  expect(text).not.toMatch(/name: zookeeper/);
});

/** Whatever cluster.ts describes. */
const unknown = (name: string) =>
  `cluster "${name}" is not defined in cluster.ts: use ${Object.keys(clusters).join(' or ')}`;

const emptied = (dist: string) =>
  `${dist} is gone, as cdk8s removes it first: mend the description, or git checkout ${dist} for what was committed`;

test('a cluster that is not there is told, and what cdk8s has removed by then, exit code 2', () => {
  expect(synth('none', 'no such cluster')).toMatchObject({
    status: 2,
    stderr: `${unknown('no such cluster')}\n${emptied(join(folder, 'none', 'dist'))}\n`,
  });
});

test('what belongs to the whole Kubernetes cluster is apart, and the namespace before what is in it', () => {
  const dist = join(folder, 'apart', 'dist');
  synthesise(defineCluster({ namespace: 'streaming', createNamespace: true, guard: true }), dist);
  const kinds = Object.fromEntries(
    readdirSync(dist)
      .sort()
      .map((name) => [name, new Set(readFileSync(join(dist, name), 'utf8').match(/(?<=^kind: ).*$/gm))]),
  );
  const policies = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'];
  expect(Object.keys(kinds)).toEqual(['0-namespace.k8s.yaml', 'guard.k8s.yaml', 'kafka.k8s.yaml']);
  expect([...kinds['0-namespace.k8s.yaml']!]).toEqual(['Namespace', ...policies]);
  expect([...kinds['guard.k8s.yaml']!]).toEqual(policies);
  expect(policies.concat('Namespace').filter((kind) => kinds['kafka.k8s.yaml']!.has(kind))).toEqual([]);
});

describe('npx cdk8s synth, as README types it,', () => {
  const typed = (cluster?: string) =>
    spawnSync('npx', ['cdk8s', 'synth', '--output', join(folder, 'typed')], {
      cwd: root,
      env: { ...process.env, CDK8S_CHECK_UPGRADE: undefined, KAFKA_CLUSTER: cluster },
      encoding: 'utf8',
    });

  test('prints what it wrote and nothing else, whether the registry of npm can be asked or not', () => {
    const { status, stdout, stderr } = typed();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Synthesizing application\n {2}- .*kafka\.k8s\.yaml\n$/);
  });

  test('says what is wrong with a description, and where the manifests went, in two lines of ours and one of cdk8s, without a stack', () => {
    const { status, stderr } = typed('no such cluster');
    expect(status).toBe(1);
    expect(stderr.trimEnd().split('\n')).toEqual([
      unknown('no such cluster'),
      emptied(join(folder, 'typed')),
      expect.stringMatching(/^\[?Error: command "node .*" at .* returned a non-zero exit code 2\]?$/),
    ]);
  });
});

test('a secured cluster is refused before anything is written', () => {
  const cluster = defineCluster({ security: {} });
  const out = join(folder, 'secured', 'dist');
  expect(() => synthesise(cluster, out)).toThrow(
    /^security is for the local run only so far, but cluster "kafka" has it: .*--on local/,
  );
  expect(existsSync(out)).toBe(false);
});
