'use strict';
// How the tests of kafkajs' own repository are run, as they are: `main.ts` says where they and the brokers are.
const { join } = require('node:path');

const { KAFKAJS_CHECKOUT: checkout, KAFKAJS_SUITE_SPECS: specs, KAFKAJS_SUITE_CLIENT: client } = process.env;

/** @type {import('jest').Config} */
module.exports = {
  rootDir: checkout,
  roots: [join(checkout, 'src')],
  // Else those of kafkajs would be found, of an older jest.
  testEnvironment: require.resolve('jest-environment-node'),
  runner: require.resolve('jest-runner'),
  testRunner: require.resolve('jest-circus/runner'),
  testMatch: JSON.parse(specs).map((spec) => join(checkout, spec)),
  // Theirs says which ports the brokers have, and has a container engine add partitions.
  moduleNameMapper: {
    '^testHelpers$': join(__dirname, 'helpers.js'),
    '^kafkajs$': join(checkout, 'index.js'),
    '^jest-circus$': join(__dirname, 'circus.js'),
  },
  modulePaths: [join(__dirname, '../../node_modules')],
  resolver: client === 'facade' ? join(__dirname, 'resolve.js') : undefined,
  setupFilesAfterEnv: [join(checkout, 'testHelpers/setup.js')],
  transform: {
    '(testHelpers/index|\\.spec)\\.js$': join(__dirname, 'theirs.js'),
    '\\.ts$': [require.resolve('@sucrase/jest-plugin'), { disableESTransforms: true }],
  },
  snapshotResolver: join(__dirname, 'snapshots.js'),
  snapshotFormat: { escapeString: true, printBasicPrototype: true },
  // Several at once would only wait for each other's groups.
  maxWorkers: 1,
  // Each run has ports of its own.
  cache: false,
};
