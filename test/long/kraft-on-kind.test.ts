import { keepsItsData } from '../e2e/cases/deletion';
import { foundsNoQuorumBesideBrokers } from '../e2e/cases/lost-quorum';
import { losesNothingWhenAllGo } from '../e2e/cases/outages';
import { rolled, rollsWhatChanged } from '../e2e/cases/rolls';
import { startsAndServes } from '../e2e/cases/start';
import { describeOnKind } from '../e2e/support/describe-on-kind';
import { KindCluster } from '../e2e/support/kind-cluster';

jest.setTimeout(420_000);

// The tests go through the life of one kind cluster, in this order. KUBECONFIG=$PWD/build/kind/kubeconfig keeps one's own as it is.
describeOnKind('three brokers on kind that are the controllers too', () => {
  const kind = new KindCluster({
    name: 'kafka-e2e-kraft',
    metadata: 'kraft',
    topics: { test: {} },
    ui: 'none',
    hostPorts: { brokers: 12_491 },
  });
  beforeAll(() => kind.create());
  afterAll(() => kind.remove());

  startsAndServes(kind);
  losesNothingWhenAllGo(kind);
  rollsWhatChanged(kind);
  keepsItsData(rolled(kind));
});

describeOnKind('Kafka 4 on kind, its controllers apart from its brokers', () => {
  const kind = new KindCluster({
    name: 'kafka-e2e-kraft-4',
    metadata: 'kraft',
    kafka: '4.3.1',
    controllers: 3,
    topics: { test: {} },
    ui: 'none',
    hostPorts: { brokers: 12_491 },
  });
  beforeAll(() => kind.create());
  afterAll(() => kind.remove());

  startsAndServes(kind);
  losesNothingWhenAllGo(kind);
  foundsNoQuorumBesideBrokers(kind);
});
