import tseslint from 'typescript-eslint';

// The arrows of ARCHITECTURE.md, as data: which rooms each room may import. `cluster` imports nothing of the others.
const mayImport = {
  cluster: [],
  program: ['cluster', 'steps'],
  kafka: ['cluster'],
  audit: ['kafka'],
  kubernetes: ['cluster'],
  process: [],
  steps: [],
  local: ['cluster', 'process', 'steps', 'kafka'],
  kind: ['cluster', 'process', 'steps', 'kubernetes'],
  cli: ['cluster', 'program', 'kafka', 'audit', 'kubernetes', 'local', 'kind'],
  jobs: ['cluster', 'program', 'kafka', 'audit'],
};
const rooms = Object.keys(mayImport);

const arrows = rooms.map((room) => ({
  files: [room === 'jobs' ? 'jobs/**/*.ts' : `lib/${room}/**/*.ts`],
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...rooms
            .filter((other) => other !== room && !mayImport[room].includes(other))
            .map((other) => ({
              regex: `^\\.{1,2}(/\\.\\.)*/(lib/)?${other}(/|$)`,
              message: `${room} may import ${mayImport[room].join(', ') || 'no other room'} only (ARCHITECTURE.md)`,
            })),
          ...(room === 'kafka' ? [] : [{ regex: '^kafkajs', message: 'kafkajs is used through lib/kafka only' }]),
          ...(room === 'kubernetes'
            ? []
            : [{ regex: '^(cdk8s|constructs)', message: 'cdk8s is used in lib/kubernetes only' }]),
        ],
      },
    ],
  },
}));

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
