import tseslint from 'typescript-eslint';
import { arrowsRule } from './eslint/arrows-rule.mjs';

export const arrows = {
  files: ['lib/**/*.ts', 'lib/**/*.tsx', 'jobs/**/*.ts'],
  ignores: ['**/*.test.ts', '**/testing/**'],
  plugins: { rooms: { rules: { arrows: arrowsRule } } },
  rules: { 'rooms/arrows': 'error' },
};

const inHelp = "Property[key.name='help'] *";

/** Which cluster a command is about is known only when its message is told. */
export const commands = {
  files: ['lib/**/*.ts'],
  // In manifests a command is what a container runs.
  ignores: ['**/*.test.ts', '**/testing/**', 'lib/package/**', 'lib/kubernetes/**'],
  rules: {
    'no-restricted-syntax': [
      'error',
      {
        selector: `CallExpression[callee.name='command']:not(:function *, ${inHelp})`,
        message: 'Write the command when it is told: by then it leads to the cluster that the message is about.',
      },
      {
        selector: String.raw`:matches(Literal[value=/npm (run|start) |npx kafka-streaming |down --delete-data/], TemplateElement[value.raw=/npm (run|start) |npx kafka-streaming |down --delete-data/])`,
        message: 'Let command() of lib/package write it: so it leads to the cluster that the message is about.',
      },
    ],
  },
};

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'node_modules/'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.test.ts', 'faults/test-faults.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'it', message: 'Titles are whole sentences: write test(…).' }],
    },
  },
  {
    // A handler of kafkajs is async, whether it waits for anything or not: so its users write it.
    files: ['templates/**/*.ts'],
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  arrows,
  commands,
);
