import tseslint from 'typescript-eslint';

// The arrows of ARCHITECTURE.md, as data: which rooms each room may import. `cluster` imports none of the others but
// what this package is called by.
const mayImport = {
  package: [],
  cluster: ['package'],
  program: ['package', 'cluster', 'steps'],
  kafka: ['package', 'cluster'],
  audit: ['kafka'],
  kubernetes: ['package', 'cluster'],
  process: [],
  steps: [],
  local: ['package', 'cluster', 'process', 'steps', 'kafka'],
  kind: ['package', 'cluster', 'process', 'steps', 'kafka', 'kubernetes'],
  cli: ['package', 'cluster', 'program', 'kafka', 'audit', 'kubernetes', 'local', 'kind'],
  jobs: ['package', 'cluster', 'program', 'kafka', 'audit', 'local/known'],
};
const rooms = Object.keys(mayImport);
/** Where a room may import one file of another. */
const exceptOf = (room, other) => {
  const files = mayImport[room].filter((allowed) => allowed.startsWith(`${other}/`));
  return files.length > 0 ? `(?!/(${files.map((file) => file.slice(other.length + 1)).join('|')})$)` : '';
};

// Inside lib/kafka: its floors, from the ground. What lies beside them (messages, logs, waiting) imports none of them.
const ground = ['protocol', 'network', 'client'];
const floorMayImport = {
  protocol: [],
  network: ['protocol'],
  client: ['protocol', 'network'],
  producer: ground,
  reader: ground,
  admin: ground,
  health: [...ground, 'reader'],
  group: [...ground, 'producer', 'reader'],
  transactions: [...ground, 'producer', 'reader', 'group'],
  typed: [...ground, 'producer', 'reader', 'group', 'admin', 'health', 'transactions'],
};
const floors = Object.keys(floorMayImport);

const refused = (room) => [
  ...rooms
    .filter((other) => other !== room && !mayImport[room].includes(other))
    .map((other) => ({
      regex: `^\\.{1,2}(/\\.\\.)*/(lib/)?${other}(${exceptOf(room, other)}/|$)`,
      message: `${room} may import ${mayImport[room].join(', ') || 'no other room'} only (ARCHITECTURE.md)`,
    })),
  { regex: '^kafkajs', message: 'kafkajs is what tests and benchmarks compare with' },
  ...(room === 'kubernetes' ? [] : [{ regex: '^(cdk8s|constructs)', message: 'cdk8s is used in lib/kubernetes only' }]),
];

const refusedInside = (floor, allowed, above = '(\\.\\./)+') =>
  floors
    .filter((other) => other !== floor && !allowed.includes(other))
    .map((other) => ({
      regex: `^${above}${other}(/|$)`,
      message: `lib/kafka/${floor} may import ${allowed.join(', ') || 'no other floor'} only (ARCHITECTURE.md)`,
    }));

const arrow = (files, ignores, patterns) => ({
  files: [files],
  ignores: ['**/*.test.ts', ...ignores],
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

export const arrows = [
  ...rooms.map((room) => arrow(room === 'jobs' ? 'jobs/**/*.ts' : `lib/${room}/**/*.ts`, [], refused(room))),
  // Of several that match a file, the last one holds.
  arrow('lib/kafka/*.ts', ['lib/kafka/index.ts'], [...refused('kafka'), ...refusedInside('*', [], '\\./')]),
  ...floors.map((floor) =>
    arrow(`lib/kafka/${floor}/**/*.ts`, [], [...refused('kafka'), ...refusedInside(floor, floorMayImport[floor])]),
  ),
];

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'node_modules/'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  ...arrows,
);
