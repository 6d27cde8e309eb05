import { defineCluster } from '../../cluster';
import { byTypedPorts } from './typed-ports';

const brokerPort = { name: '--broker-port', origin: 'flag' } as const;
const zookeeperPort = { name: '--zookeeper-port', origin: 'flag' } as const;

test.each([
  [
    'a port that is too high',
    { brokerPort },
    { brokers: 24_091 },
    /^--broker-port must be 1024 to \d+, as the port of .* is \d+ above it, but it is 24091$/,
  ],
  ['a described one', { zookeeperPort }, { brokers: 24_091 }, /^hostPorts\.brokers must be 1024 to /],
  [
    'one that two servers have',
    { brokerPort, zookeeperPort },
    { brokers: 9091, zookeeper: 9092 },
    /both have port 9092: change --broker-port or --zookeeper-port$/m,
  ],
  ['one that two servers have as described', {}, { brokers: 9091, zookeeper: 9092 }, /: change hostPorts$/m],
])('%s is told by what was typed', (_, sources, hostPorts, fault) => {
  expect(() => byTypedPorts(sources, () => defineCluster({ hostPorts }))).toThrow(fault);
});
