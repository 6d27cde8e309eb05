'use strict';
// `main.ts` has copied the snapshots there: jest takes those of an older one for outdated, by a link in their first line.
const { join, relative } = require('node:path');

const { KAFKAJS_CHECKOUT: checkout, KAFKAJS_SUITE_SNAPSHOTS: folder } = process.env;

module.exports = {
  resolveSnapshotPath: (test, extension) => join(folder, `${relative(checkout, test)}${extension}`),
  resolveTestPath: (snapshot, extension) => join(checkout, relative(folder, snapshot.slice(0, -extension.length))),
  testPathForConsistencyCheck: join(checkout, 'src/index.spec.js'),
};
