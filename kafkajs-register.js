'use strict';
// node -r kafka-streaming/kafkajs/register app.js: what the program, and any framework in it, requires or imports as kafkajs is
// kafka-streaming/kafkajs from then on. Only this package itself still gets kafkajs, whose types, errors and enums it goes on using.
const { existsSync } = require('node:fs');
const Module = require('node:module');
const { join, sep } = require('node:path');
const { pathToFileURL } = require('node:url');

// A checkout is not built, and what is installed has no sources.
const isCheckout = existsSync(join(__dirname, 'lib/exports/kafkajs.ts'));
if (isCheckout) require('./register.js');
const facade = join(__dirname, isCheckout ? 'lib/exports/kafkajs.ts' : 'build/exports/kafkajs.js');
const own = join(__dirname, isCheckout ? 'lib' : 'build') + sep;

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, parent, ...others) =>
  request === 'kafkajs' && !parent?.filename?.startsWith(own) ? facade : resolve(request, parent, ...others);

// ES modules are resolved elsewhere, in a thread of their own, and import by name only what they can read to be exported: so here it is said.
const exported = `
  import { createRequire } from 'node:module';
  const facade = createRequire(${JSON.stringify(__filename)})(${JSON.stringify(facade)});
  export default facade;
  export const { ${Object.keys(require(facade)).join()} } = facade;
`;
const hooks = `
  let facade, own;
  export function initialize(given) { ({ facade, own } = given); }
  export const resolve = (specifier, context, next) =>
    specifier === 'kafkajs' && !context.parentURL?.startsWith(own)
      ? { url: facade, shortCircuit: true }
      : next(specifier, context);
`;
const urlOf = (source) => `data:text/javascript,${encodeURIComponent(source)}`;
Module.register(urlOf(hooks), {
  parentURL: pathToFileURL(__filename),
  data: { facade: urlOf(exported), own: pathToFileURL(own).href },
});
