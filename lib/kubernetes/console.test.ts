import type { ClusterDescription } from '../cluster';
import { containerOf, find, manifestsOf, type Manifest } from './testing/manifests';

const objects = (description: ClusterDescription): readonly Manifest[] =>
  manifestsOf(description).filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'kafka-ui');
const names = (manifests: readonly Manifest[]) => manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
const podOf = (description: ClusterDescription) =>
  find(manifestsOf(description), 'Deployment', 'kafka-ui').spec.template!;
const environmentOf = (description: ClusterDescription) =>
  Object.fromEntries(containerOf(podOf(description)).env.map(({ name, value }) => [name, value]));
const secret = { ui: 'console', console: { password: { secret: 'console' } } } satisfies ClusterDescription;

test('the console stands where kafka-ui does: objects, Service, port and selectors are the same', () => {
  const [ui, console] = [objects({}), objects({ ui: 'console' })];
  expect(names(console)).toEqual(names(ui));
  for (const kind of ['Service', 'NetworkPolicy'])
    expect(console.find((each) => each.kind === kind)!.spec).toEqual(ui.find((each) => each.kind === kind)!.spec);
  const selector = (manifests: readonly Manifest[]) => find(manifests, 'Deployment', 'kafka-ui').spec.selector;
  expect(selector(console)).toEqual(selector(ui));
});

test('it runs from the image of the jobs, with little memory, and waits for the brokers', () => {
  const { image, command, resources, ports } = containerOf(podOf({ ui: 'console', images: { jobs: 'shop/jobs:7' } }));
  expect({ image, memory: resources.limits.memory, ports }).toEqual({
    image: 'shop/jobs:7',
    memory: '128Mi',
    ports: [{ name: 'http', containerPort: 8080 }],
  });
  expect([command![0], command!.at(-1)]).toEqual(['node', '/app/console.js']);
  expect(environmentOf({ ui: 'console', brokers: 2 })).toEqual({
    KAFKA_BROKERS: 'broker-1:19090,broker-2:19090',
    CONSOLE_LISTEN: '0.0.0.0',
    CONSOLE_PORT: '8080',
    DEADLINE_MS: '86400000',
  });
  expect(find(manifestsOf({ ui: 'console' }), 'Deployment', 'kafka-ui').metadata.labels).toMatchObject({
    'app.kubernetes.io/name': 'kafka-console',
    'app.kubernetes.io/version': expect.stringMatching(/^\d+\.\d+\.\d+$/) as unknown,
  });
});

test('its password is in no manifest: a Secret is mounted, of which it reads one key', () => {
  const { volumes } = podOf(secret).spec;
  expect(volumes).toContainEqual({
    name: 'password',
    secret: { secretName: 'console', items: [{ key: 'password', path: 'password' }] },
  });
  const folder = containerOf(podOf(secret)).volumeMounts.find(({ name }) => name === 'password')!.mountPath;
  expect(environmentOf(secret).CONSOLE_PASSWORD_FILE).toBe(`${folder}/password`);
  expect(podOf({ ui: 'console' }).spec.volumes.map(({ name }) => name)).toEqual(['tmp']);
});

test('pods get to it only where it has a name of its own, and a password', () => {
  const policy = (description: ClusterDescription) =>
    find(manifestsOf(description), 'NetworkPolicy', 'kafka-kafka-ui').spec.ingress;
  expect(policy(secret)).toBeUndefined();
  const named = { ...secret, console: { ...secret.console, hosts: ['kafka.example.com', 'kafka'] } };
  expect(policy(named)).toEqual([{ ports: [{ port: 8080, protocol: 'TCP' }] }]);
  expect(environmentOf(named).CONSOLE_HOSTS).toBe('kafka.example.com,kafka');
});

test('it can be read-only', () =>
  expect(environmentOf({ ui: 'console', console: { readOnly: true } }).CONSOLE_READ_ONLY).toBe('true'));

test('there may be none, and then nothing of it', () => expect(objects({ ui: 'none' })).toEqual([]));
