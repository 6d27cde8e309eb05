import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'sucrase';
import type { ClusterDescription } from '../lib/cluster';
import { fields } from '../lib/cluster/changes/fields';
import { kubernetesTypes } from '../lib/cluster/pods/kubernetes-types';
import type { PodDescription } from '../lib/cluster';

const root = join(__dirname, '..');
const page = readFileSync(join(root, 'docs/kubernetes.md'), 'utf8');

test('the chart of docs/kubernetes.md can be pasted, and is a file of manifests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubernetes-page-'));
  const former = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = folder;
  try {
    const source = /```ts\n([^]+?)```/.exec(page)![1]!;
    const { code } = transform(source, { transforms: ['typescript', 'imports'] });
    const load = (path: string): unknown =>
      path.startsWith('.') ? jest.requireActual(join(root, path)) : jest.requireActual(path);
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    new Function('require', 'exports', code)(load, {});
    expect(readdirSync(folder)).toEqual(['shop.k8s.yaml']);
    const text = readFileSync(join(folder, 'shop.k8s.yaml'), 'utf8');
    expect(text).toContain('value: broker-1:19090,broker-2:19090,broker-3:19090');
    expect(text).toMatch(/^ {6}hostNetwork: false$/m);
    expect(text).toMatch(/^ {4}kafka-client: "true"$/m);
  } finally {
    if (former === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = former;
    rmSync(folder, { recursive: true });
  }
});

/** The type lets no field be forgotten. */
const podFields: Readonly<Record<keyof PodDescription, true>> = {
  nodeSelector: true,
  tolerations: true,
  affinity: true,
  priorityClassName: true,
  annotations: true,
  labels: true,
  env: true,
  volumes: true,
  volumeMounts: true,
  initContainers: true,
  sidecars: true,
  imagePullSecrets: true,
  imagePullPolicy: true,
  terminationGracePeriodSeconds: true,
};

test('its tables have every field of pods, and of Services, JVMs and logs', () => {
  for (const field of Object.keys(podFields)) expect(page).toContain(`\`${field}\``);
  for (const path of Object.keys(fields).filter((each) => each.startsWith('services.'))) {
    expect(page).toContain(`\`${path}\``);
  }
  for (const field of [
    'jvm',
    'logLevels',
    'names',
    'networkPolicies',
    'readiness',
    'securityContext',
  ] as const satisfies readonly (keyof ClusterDescription)[]) {
    expect(page).toContain(`\`${field}`);
  }
});

test('volumes are those that Pod Security restricted allows', () => {
  expect(Object.keys(kubernetesTypes.Volume).sort()).toEqual([
    'configMap',
    'csi',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'name',
    'persistentVolumeClaim',
    'projected',
    'secret',
  ]);
});
