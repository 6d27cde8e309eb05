import { startsAndServes } from './cases/start';
import { waitsForReplicas } from './cases/slow-replicas';
import { describeOnKind } from './support/describe-on-kind';
import { KindCluster } from './support/kind-cluster';

jest.setTimeout(900_000);

describeOnKind('three brokers on kind, of which one takes its time to copy what it has missed', () => {
  const kind = new KindCluster({
    name: 'kafka-e2e-slow',
    topics: { test: { partitions: 3 } },
    ui: 'none',
    // Whoever may copy a byte a second may fetch all the same, and then nothing for some seconds: so little that it falls behind for good.
    config: { 'replica.fetch.max.bytes': 4096 },
    hostPorts: { brokers: 15_491 },
  });
  beforeAll(() => kind.create());
  afterAll(() => kind.remove());

  startsAndServes(kind);
  waitsForReplicas(kind);
});
