import tseslint from 'typescript-eslint';
import { arrowsRule } from './eslint/arrows-rule.mjs';

export const arrows = {
  files: ['lib/**/*.ts', 'lib/**/*.tsx', 'jobs/**/*.ts'],
  ignores: ['**/*.test.ts', '**/testing/**'],
  plugins: { rooms: { rules: { arrows: arrowsRule } } },
  rules: { 'rooms/arrows': 'error' },
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
  arrows,
);
