// The arrows of ARCHITECTURE.md, as data. What stands here is allowed; every other import between rooms is refused.

const clients = ['lib/package', 'lib/cluster', 'lib/cli-kit', 'lib/kafka', 'lib/audit', 'lib/local/known'];

/** Which rooms each room may import, and which files of the root. `lib/exports`, what others load, is the roof: it picks from all. */
export const rooms = {
  'lib/package': ['package.json'],
  'lib/cluster': ['lib/package'],
  'lib/metrics': ['lib/cluster'],
  'lib/cli-kit': ['lib/package', 'lib/cluster', 'lib/common', 'lib/exports'],
  'lib/kafka': ['lib/package', 'lib/cluster'],
  'lib/audit': ['lib/kafka'],
  'lib/backup': ['lib/package', 'lib/cluster', 'lib/common', 'lib/kafka'],
  'lib/kafkajs': ['lib/cluster', 'lib/kafka'],
  'lib/kubernetes': ['lib/package', 'lib/cluster', 'lib/metrics', 'lib/console/node-flags'],
  'lib/common': [],
  'lib/console': ['lib/package', 'lib/common', 'lib/kafka'],
  'lib/readiness': ['lib/package', 'lib/kafka'],
  'lib/target': ['lib/package', 'lib/cluster', 'lib/common', 'lib/kafka'],
  'lib/local': ['lib/package', 'lib/cluster', 'lib/common', 'lib/kafka', 'lib/metrics', 'lib/target'],
  'lib/kind': ['lib/package', 'lib/cluster', 'lib/common', 'lib/kafka', 'lib/kubernetes', 'lib/target'],
  // Verbs that talk to a cluster, wherever that is: they run in pods too, which have nothing of the targets.
  'lib/cli/client': clients,
  'lib/cli/produce': [...clients, 'lib/cli/client'],
  'lib/cli/consume': [...clients, 'lib/cli/client'],
  'lib/cli/admin': [...clients, 'lib/cli/client'],
  'lib/cli/topics': ['lib/cli/admin'],
  'lib/cli/groups': ['lib/cli/admin'],
  'lib/cli/audit': [...clients, 'lib/cli/client'],
  'lib/cli/backup': [...clients, 'lib/cli/client', 'lib/backup'],
  'lib/cli/restore': [...clients, 'lib/cli/client', 'lib/cli/admin', 'lib/backup'],
  'lib/cli/console': [...clients, 'lib/cli/client', 'lib/console'],
  // The others are about clusters.
  'lib/cli': [
    ...['lib/package', 'lib/cluster', 'lib/cli-kit', 'lib/kafka', 'lib/audit', 'lib/kubernetes', 'lib/local'],
    ...['lib/kind', 'lib/metrics', 'lib/target', 'lib/cli/client', 'lib/console', 'lib/backup'],
  ],
  jobs: [
    ...clients,
    'lib/cli/client',
    'lib/cli/produce',
    'lib/cli/consume',
    'lib/cli/admin',
    'lib/cli/console',
    'lib/readiness',
  ],
};

/** Inside lib/kafka: its floors, from the ground. What lies beside them (messages, logs, waiting) imports none of them. */
const ground = ['protocol', 'network', 'client'];
export const floors = {
  protocol: [],
  network: ['protocol'],
  client: ['protocol', 'network'],
  producer: ground,
  reader: ground,
  admin: ground,
  health: [...ground, 'reader'],
  group: [...ground, 'producer', 'reader'],
  transactions: [...ground, 'producer', 'reader', 'group'],
  opentelemetry: ['protocol', 'producer', 'group', 'transactions'],
  typed: [...ground, 'producer', 'reader', 'group', 'admin', 'health', 'transactions'],
};

/**
 * A room is entered by its index, or by one of these. Programs that must start fast load what they need of the clients, and no
 * more; `package`, `common` and `cli-kit` are boxes of tools, each of which is entered by itself.
 */
export const faces = {
  'lib/package': ['*'],
  'lib/common': ['*'],
  'lib/cli-kit': ['*'],
  'lib/cluster': [
    ...['changes/topics', 'demonstration-count', 'endpoint', 'host-addresses', 'nearest', 'require-cluster'],
    ...['topic-config', 'topic-name'],
  ],
  'lib/kafka': [
    ...[
      'field-json',
      'message',
      'numbered-messages',
      'client/client',
      'client/connect',
      'group/consume',
      'admin/describe-log-dirs',
      'admin/withheld-offsets',
      'health/broker-view',
      'health/coordinated-lags',
      'reader/read',
    ],
    ...['producer/create-producer', 'producer/delivery', 'producer/producer'],
    ...['protocol/errors', 'protocol/unreadable-batch', 'protocol/records/compression'],
  ],
  'lib/console': ['detached', 'api', 'node-flags'],
  'lib/cli/client': ['*'],
  'lib/cli/admin': ['*'],
  'lib/kubernetes': ['metadata', 'names'],
  'lib/local': ['known'],
  'lib/audit': ['journal-file'],
};

/** Packages that only some folders may use. */
export const packages = [
  {
    pattern: /^kafkajs$/,
    within: ['lib/kafkajs/'],
    reason: 'kafkajs is what tests and benchmarks compare with, and what lib/kafkajs stands in for',
  },
  { pattern: /^kafkajs\//, within: [], reason: 'kafkajs is used by what it exports' },
  { pattern: /^(cdk8s|constructs)/, within: ['lib/kubernetes/'], reason: 'cdk8s is used in lib/kubernetes only' },
  {
    pattern: /^@peculiar\//,
    within: ['lib/local/security/'],
    reason: 'certificates are made where they lie, and few starts make any',
  },
  {
    pattern: /^@opentelemetry\//,
    within: ['lib/kafka/opentelemetry/'],
    reason: 'who does not want it need not install it',
  },
];
