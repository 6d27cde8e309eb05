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

module.exports = (request, options) => {
  const path = options.defaultResolver(request, options);
  return options.basedir === source ? path : (shims[path] ?? path);
};
