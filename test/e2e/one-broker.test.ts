import { clusters } from '../../cluster';
import { isGuarded } from './cases/changes';
import { showsConsole } from './cases/console';
import { keepsNothing } from './cases/deletion';
import { servesTheHost } from './cases/host-clients';
import { failsOnBadInput } from './cases/jobs';
import { startsAndServes } from './cases/start';
import { describeOnKind } from './support/describe-on-kind';
import { KindCluster } from './support/kind-cluster';

jest.setTimeout(420_000);

// In a namespace of its own, which enforces Pod Security `restricted` on the running pods: the console too.
describeOnKind('one broker on kind, in a restricted namespace, its volumes not retained', () => {
  const kind = new KindCluster({
    ...clusters['one-broker'].description,
    name: 'kafka-e2e-one',
    namespace: 'streaming',
    createNamespace: true,
    guard: true,
    storage: { retained: false },
    ui: 'console',
    hostPorts: { brokers: 15_191, ui: 15_801 },
  });
  beforeAll(() => kind.create());
  afterAll(() => kind.remove());

  startsAndServes(kind);
  failsOnBadInput(kind);
  servesTheHost(kind);
  showsConsole(kind);
  isGuarded(kind);
  keepsNothing(kind);
});
