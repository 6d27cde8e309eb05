import { defineCluster } from '../cluster';
import { incompatibility } from './nodes';

const cluster = defineCluster({ brokers: 2, hostPorts: { brokers: 10_091 } });

const node = (role: string, ports: Readonly<Record<string, string>>, running = true) => ({
  Name: `/kafka-${role}`,
  State: { Running: running },
  Config: { Labels: { 'io.x-k8s.kind.role': role } },
  HostConfig: {
    PortBindings: Object.fromEntries(Object.entries(ports).map(([port, HostPort]) => [`${port}/tcp`, [{ HostPort }]])),
  },
});
const mapped = { 6443: '40000', 30_091: '10091', 30_092: '10092' };

test('a kind cluster that maps the port of each broker fits', () => {
  expect(incompatibility(cluster, [node('control-plane', mapped)])).toBeUndefined();
});

test('one that maps other ports does not, and the error names those that are missing', () => {
  expect(incompatibility(cluster, [node('control-plane', { ...mapped, 30_092: '9092' })])).toMatchObject({
    code: 'OTHER_PORTS',
    exitCode: 2,
    message: expect.stringMatching(
      /^kind cluster "kafka" does not map localhost's port 10092 to 30092: .*from: 'inside'/,
    ) as string,
  });
});

test('one without a worker for each zone does not', () => {
  const zones = defineCluster({ ...cluster.description, zones: ['a', 'b'] });
  const nodes = [node('control-plane', mapped), node('worker', {})];
  expect(incompatibility(zones, nodes)).toMatchObject({ code: 'OTHER_NODES', exitCode: 2 });
  expect(incompatibility(zones, [...nodes, node('worker', {})])).toBeUndefined();
});

test('one that is stopped does not, and the error says how to start it', () => {
  expect(incompatibility(cluster, [node('control-plane', mapped, false)])).toMatchObject({
    code: 'NODE_STOPPED',
    message: 'kind cluster "kafka" is there, but stopped: docker start kafka-control-plane',
  });
});

test('ports do not matter to a cluster that is reached from inside only', () => {
  const inside = defineCluster({ ...cluster.description, reachable: { from: 'inside' } });
  expect(incompatibility(inside, [node('control-plane', {})])).toBeUndefined();
});
