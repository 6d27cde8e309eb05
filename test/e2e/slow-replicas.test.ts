import { startsAndServes } from './cases/start';
import { SLOW, waitsForReplicas } from './cases/slow-replicas';
import { describeOnKind } from './support/describe-on-kind';
import { KindCluster } from './support/kind-cluster';

jest.setTimeout(900_000);

describeOnKind('three brokers on kind, of which one takes its time to copy what it has missed', () => {
  const kind = new KindCluster({
    name: 'kafka-e2e-slow',
    ...SLOW,
    hostPorts: { brokers: 15_491 },
  });
  beforeAll(() => kind.create());
  afterAll(() => kind.remove());

  startsAndServes(kind);
  waitsForReplicas(kind);
});
