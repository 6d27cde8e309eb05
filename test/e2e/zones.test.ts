import { letsBrokersGo } from './cases/fewer-brokers';
import { startsAndServes } from './cases/start';
import { spreadsOverZones } from './cases/zones';
import { describeOnKind } from './support/describe-on-kind';
import { KindCluster } from './support/kind-cluster';

jest.setTimeout(420_000);

// A broker more than zones: with as many, replicas would lie in different zones whoever places them.
describeOnKind('four brokers on kind, over three workers in zones of their own', () => {
  const kind = new KindCluster({
    name: 'kafka-e2e-zones',
    brokers: 4,
    topics: { test: { partitions: 3 } },
    zones: ['zone-a', 'zone-b', 'zone-c'],
    hostPorts: { brokers: 15_291, ui: 15_802 },
  });
  beforeAll(() => kind.create());
  afterAll(() => kind.remove());

  startsAndServes(kind);
  spreadsOverZones(kind);
  letsBrokersGo(kind);
});
