'use strict';
// A test that asks for one of kafkajs' factories gets ours; kafkajs itself keeps its own.
const { join } = require('node:path');

const source = join(process.env.KAFKAJS_CHECKOUT, 'src');
const shims = Object.fromEntries(
  ['producer', 'consumer', 'admin'].map((part) => [
    join(source, part, 'index.js'),
    join(__dirname, 'shims', `${part}.ts`),
  ]),
);

/** Of kafkajs itself: its entry, and its admin, that reads with a consumer of its own. */
const isOfKafkajs = (request, folder) =>
  folder === source || (folder === join(source, 'admin') && request === '../consumer');

module.exports = (request, options) => {
  const path = options.defaultResolver(request, options);
  return isOfKafkajs(request, options.basedir) ? path : (shims[path] ?? path);
};
