// What stands beside each broker where `readiness` is `in-sync`: kubelet asks it whether the pod is ready, and Prometheus for metrics.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { integer, ipAddress, parsed, runProgram, string, UsageError, type Run } from '../lib/cli-kit';
import { httpServer, Readiness, ToldMetrics } from '../lib/readiness';

const settings = {
  broker: parsed<number, undefined>({
    flag: ['broker'],
    env: ['BROKER_NAME'],
    metavar: 'NAME',
    default: undefined,
    help: 'what the broker is called, which ends with its id: broker-3',
    parse: idIn,
  }),
  address: string({
    flag: ['address'],
    env: ['BROKER_ADDRESS'],
    metavar: 'HOST:PORT',
    default: 'localhost:19090',
    help: 'where that broker listens for the other brokers',
  }),
  port: integer({
    flag: ['port'],
    env: ['READINESS_PORT'],
    metavar: 'PORT',
    min: 0,
    max: 65_535,
    default: 19_089,
    help: 'port to answer on; 0 for any that is free',
  }),
  listen: parsed({
    flag: ['listen'],
    env: ['READINESS_LISTEN'],
    metavar: 'ADDRESS',
    default: '127.0.0.1',
    help: 'address to listen on; by default nobody on another machine can reach it',
    parse: ipAddress,
  }),
  cluster: string({
    flag: ['cluster-name'],
    env: ['CLUSTER_NAME'],
    metavar: 'NAME',
    default: '',
    help: 'what the label `cluster` of the metrics says; by default they have none',
  }),
};

function idIn(name: string): number {
  const id = Number(/(?:^|-)(\d+)$/.exec(name)?.[1] ?? NaN);
  if (Number.isSafeInteger(id)) return id;
  throw new Error('must end with the id of a broker, such as broker-3');
}

async function main({ values, signal }: Run<typeof settings>): Promise<number> {
  const { broker: id, address, port, listen, cluster } = values;
  if (id === undefined) throw new UsageError(['--broker or BROKER_NAME must say which broker, such as broker-3']);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const readiness = new Readiness({
    id,
    address,
    onChange: ({ isReady, why }) => say(`${isReady ? 'ready' : 'not ready'}: ${why}`),
  });
  const metrics = new ToldMetrics(id, address, readiness, cluster === '' ? {} : { cluster });
  const server = httpServer({ verdict: () => readiness.verdict, metrics: () => metrics.text() }).listen(port, listen);
  await once(server, 'listening');
  say(`http://${listen}:${(server.address() as AddressInfo).port}/ready`);
  await readiness.watch(signal);
  server.close();
  server.closeAllConnections();
  metrics.close();
  return 0;
}

void runProgram({
  verb: 'readiness',
  summary:
    'Answers whether a broker is in sync in every partition that it replicates: GET /ready gives 200 or 503. GET /metrics gives what Prometheus asks for.',
  settings,
  main,
});
