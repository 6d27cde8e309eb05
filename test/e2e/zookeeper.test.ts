import { outlivesBadImages } from './cases/bad-images';
import { keepsItsHistory } from './cases/ensembles';
import { describeOnKind } from './support/describe-on-kind';
import { KindCluster } from './support/kind-cluster';

jest.setTimeout(600_000);

// The tests go through the life of one cluster, in this order; all is applied by hand, without our verbs.
describeOnKind("changes of ZooKeeper's ensemble and of images on kind, by kubectl apply alone,", () => {
  const kind = new KindCluster({ name: 'kafka-e2e-zookeeper', hostPorts: { brokers: 15_391, ui: 15_803 } });
  beforeAll(async () => {
    await kind.create();
    await kind.loadImages();
  });
  afterAll(() => kind.remove());

  keepsItsHistory(kind);
  outlivesBadImages(kind, { zookeeper: { replicas: 3 } });
});
