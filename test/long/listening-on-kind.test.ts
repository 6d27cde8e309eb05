import { startsAndServes } from '../e2e/cases/start';
import { SLOW, waitsForNobody } from '../e2e/cases/slow-replicas';
import { describeOnKind } from '../e2e/support/describe-on-kind';
import { KindCluster } from '../e2e/support/kind-cluster';

jest.setTimeout(900_000);

describeOnKind(
  'three brokers on kind that are ready once they listen, of which one takes its time to copy what it has missed',
  () => {
    const kind = new KindCluster({
      name: 'kafka-e2e-listening',
      ...SLOW,
      hostPorts: { brokers: 15_491 },
    });
    beforeAll(() => kind.create());
    afterAll(() => kind.remove());

    startsAndServes(kind);
    waitsForNobody(kind);
  },
);
