import { clusters } from '../../cluster';
import { isAccepted } from './cases/accepted';
import { survivesOtherManifests } from './cases/changes';
import { followsTheCommandLine, isRemovedByTheCommandLine, refusesWhatCannotBe } from './cases/command-line';
import { keepsItsData } from './cases/deletion';
import { servesTheHost } from './cases/host-clients';
import { failsOnBadInput } from './cases/jobs';
import { outlivesADeletedClaim } from './cases/lost-volume';
import { survivesOutages } from './cases/outages';
import { isolates } from './cases/policies';
import { refusesWhatCannotBeChanged } from './cases/refused-changes';
import { rolled, rollsWhatChanged } from './cases/rolls';
import { startsAndServes } from './cases/start';
import { makesTopicsWhatIsDescribed } from './cases/topics';
import { stopsARollThatFails } from './cases/stopped-rolls';
import { showsKafkaUi } from './cases/ui';
import { describeOnKind } from './support/describe-on-kind';
import { KindCluster } from './support/kind-cluster';

jest.setTimeout(420_000);

// The tests go through the life of one kind cluster, in this order: creating one for each would take an hour.
describeOnKind('the three brokers of cluster.ts on kind', () => {
  const kind = new KindCluster({
    ...clusters['three-brokers'].description,
    name: 'kafka-e2e',
    hostPorts: { brokers: 15_091, ui: 15_800 },
  });
  beforeAll(() => kind.create());
  afterAll(() => kind.remove());

  isAccepted(kind);
  startsAndServes(kind);
  failsOnBadInput(kind);
  followsTheCommandLine(kind);
  refusesWhatCannotBe(kind);
  showsKafkaUi(kind);
  servesTheHost(kind);
  isolates(kind);
  survivesOutages(kind);
  outlivesADeletedClaim(kind);
  survivesOtherManifests(kind);
  stopsARollThatFails(kind);
  rollsWhatChanged(kind);
  makesTopicsWhatIsDescribed(rolled(kind));
  refusesWhatCannotBeChanged(rolled(kind));
  keepsItsData(kind);
  isRemovedByTheCommandLine(kind);
});
