import { defineCluster, hostAddresses, localAddresses, NotReachableError, type Reachable } from './index';

const hosts = ['b1.example.com', 'b2.example.com'];
const reachable = (from: Reachable) =>
  defineCluster({ name: 'orders', brokers: 2, hostPorts: { brokers: 9191 }, reachable: from });
const localhost = ['localhost:9191', 'localhost:9192'];

test.each<[Reachable, readonly string[]]>([
  [{ from: 'kind' }, localhost],
  [{ from: 'load-balancer', hosts }, ['b1.example.com:9191', 'b2.example.com:9192']],
])('clients outside Kubernetes reach %j at %j', (from, addresses) => {
  expect(hostAddresses(reachable(from))).toEqual(addresses);
});

test('a cluster that is reachable inside Kubernetes only has no addresses outside, and says what to do', () => {
  const cluster = reachable({ from: 'inside' });
  expect(cluster.servers.find(({ role }) => role === 'broker')!.external).toBeUndefined();
  expect(() => hostAddresses(cluster)).toThrow(new NotReachableError('orders'));
  expect(new NotReachableError('orders')).toMatchObject({
    code: 'NOT_REACHABLE',
    exitCode: 2,
    message:
      'cluster "orders" is reachable inside Kubernetes only: run this in a pod, or name brokers (--brokers, KAFKA_BROKERS)',
  });
});

test.each<Reachable>([{ from: 'kind' }, { from: 'load-balancer', hosts }, { from: 'inside' }])(
  'the local run of %j is on this machine',
  (from) => expect(localAddresses(reachable(from))).toEqual(localhost),
);
