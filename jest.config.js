'use strict';

const project = (displayName, testMatch) => ({
  displayName,
  testMatch,
  rootDir: __dirname,
  testEnvironment: 'node',
  moduleNameMapper: {
    '^kafka-streaming$': '<rootDir>/lib/exports/index.ts',
    '^kafka-streaming/kafka$': '<rootDir>/kafka.ts',
    '^kafka-streaming/(\\w+)$': '<rootDir>/lib/exports/$1.ts',
  },
  transform: { '^.+\\.ts$': ['@sucrase/jest-plugin', { disableESTransforms: true }] },
});

// Clusters that tests start with commands have a console where a test is about that: one port has room for one.
process.env.KAFKA_NO_UI = 'true';

/** @type {import('jest').Config} */
module.exports = {
  reporters: ['default', '<rootDir>/test/support/closing-line.js'],
  // Real clusters run beside the tests: more workers than this would only fight over the cores.
  maxWorkers: 2,
  projects: [
    project('unit', ['<rootDir>/{lib,jobs}/**/*.test.ts', '<rootDir>/test/*.test.ts']),
    // Whole behaviour on real ZooKeeper and brokers; each file owns its ports, folders and cluster.
    project('local', ['<rootDir>/{test/local,examples}/**/*.test.ts']),
    // The same, of which each takes minutes or other languages: `npm run test:long`.
    project('long', ['<rootDir>/test/long/**/*.test.ts']),
    // The same manifests on a real kind cluster: `npm run test:e2e`.
    project('e2e', ['<rootDir>/test/e2e/**/*.test.ts']),
  ],
};
