import { parse } from 'yaml';
import { defineCluster, type ClusterDescription } from '../cluster';
import { kindConfig } from './kind-config';

const configOf = (description: ClusterDescription) =>
  parse(kindConfig(defineCluster(description))) as {
    name: string;
    featureGates?: object;
    nodes: { role: string; labels?: object; extraPortMappings?: object[] }[];
  };

test('kind gets one node that maps the port of each broker on the loopback address', () => {
  const { name, featureGates, nodes } = configOf({ name: 'orders', brokers: 2, hostPorts: { brokers: 10_091 } });
  expect({ name, featureGates }).toEqual({ name: 'orders', featureGates: undefined });
  expect(nodes).toEqual([
    {
      role: 'control-plane',
      extraPortMappings: [
        { containerPort: 30_091, hostPort: 10_091, listenAddress: '127.0.0.1', protocol: 'TCP' },
        { containerPort: 30_092, hostPort: 10_092, listenAddress: '127.0.0.1', protocol: 'TCP' },
      ],
    },
  ]);
});

test('with zones kind gets a worker for each, and tells pods the zone of their node', () => {
  const { featureGates, nodes } = configOf({ zones: ['east', 'west'] });
  expect(featureGates).toEqual({ PodTopologyLabelsAdmission: true });
  expect(nodes.slice(1)).toEqual([
    { role: 'worker', labels: { 'topology.kubernetes.io/zone': 'east' } },
    { role: 'worker', labels: { 'topology.kubernetes.io/zone': 'west' } },
  ]);
});

test('no port is mapped for a cluster that is reached from inside only', () => {
  expect(configOf({ reachable: { from: 'inside' } }).nodes).toEqual([{ role: 'control-plane', extraPortMappings: [] }]);
});
