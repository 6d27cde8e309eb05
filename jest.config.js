'use strict';

const transform = { '^.+\\.ts$': ['@sucrase/jest-plugin', { disableESTransforms: true }] };
const common = { transform, testEnvironment: 'node', rootDir: __dirname };

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/{lib,jobs}/**/*.test.ts'] },
    // Whole behaviour on real ZooKeeper and brokers; each file owns its ports, folders and cluster.
    { ...common, displayName: 'local', testMatch: ['<rootDir>/test/local/**/*.test.ts'] },
  ],
};
