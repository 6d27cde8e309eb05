import { clientListener, defineCluster, interBrokerListener, kindPorts, type ClusterDescription } from './index';

const secondBroker = (description: ClusterDescription) => defineCluster(description).brokers[1]!;

test('brokers know each other by INTERNAL, on one port in pods; clients come by EXTERNAL, at the same address here and in kind', () => {
  expect(secondBroker({}).listeners).toEqual([
    {
      name: 'INTERNAL',
      protocol: 'PLAINTEXT',
      from: 'inside',
      local: { port: 19_092, advertised: { host: '127.0.0.1', port: 19_092 } },
      pod: { portName: 'internal', port: 19_090 },
    },
    {
      name: 'EXTERNAL',
      protocol: 'PLAINTEXT',
      from: 'outside',
      local: { port: 9092, advertised: { host: 'localhost', port: 9092 } },
      pod: {
        portName: 'external-2',
        port: 9092,
        advertised: { host: 'localhost', port: 9092 },
        nodePort: 30_092,
      },
    },
  ]);
});

test('behind load balancers each broker is told by the host of its own, and has no NodePort', () => {
  const hosts = ['b1.example.com', 'b2.example.com', 'b3.example.com'];
  expect(clientListener(secondBroker({ reachable: { from: 'load-balancer', hosts } })).pod).toEqual({
    portName: 'external-2',
    port: 9092,
    advertised: { host: 'b2.example.com', port: 9092 },
  });
});

test('where nobody comes from outside, Kubernetes has no listener for it, and kind no port', () => {
  const cluster = defineCluster({ reachable: { from: 'inside' } });
  expect(clientListener(cluster.brokers[0]!).pod).toBeUndefined();
  expect(kindPorts(cluster.brokers)).toEqual([]);
});

test('NodePorts count from the described one, each to the port that localhost has for its broker', () => {
  const { brokers } = defineCluster({ brokers: 2, services: { external: { nodePort: 31_000 } } });
  expect(kindPorts(brokers)).toEqual([
    { hostPort: 9091, nodePort: 31_000 },
    { hostPort: 9092, nodePort: 31_001 },
  ]);
});

test('the listener between brokers is INTERNAL, the one of clients EXTERNAL', () => {
  const broker = secondBroker({});
  expect([interBrokerListener(broker).name, clientListener(broker).name]).toEqual(['INTERNAL', 'EXTERNAL']);
});
