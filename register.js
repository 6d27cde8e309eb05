'use strict';
// Lets Node run the TypeScript of this project as it stands: types are stripped, nothing is checked (`npm run check` does that).
// Node understands ES2022 by itself, so nothing else is rewritten and hot loops stay as they were written.
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');

const options = { transforms: ['typescript', 'imports'], disableESTransforms: true };
// Stripping takes longer than running for most programs here, so what was stripped once is kept, until the file changes.
const { version } = require('sucrase/package.json');
const cache = join(__dirname, 'node_modules', '.cache', `sucrase-${version}`);

require.extensions['.ts'] = (module, path) => module._compile(strip(path), path);

// A file here imports its neighbours without an extension. Node would try all others first, and look for a package.json in each folder.
const NEIGHBOUR = /^\.\.?\/.*\w$/;
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, parent, isMain, options) => {
  if (NEIGHBOUR.test(request) && parent?.filename?.endsWith('.ts') && !options?.paths) {
    const path = `${join(dirname(parent.filename), request)}.ts`;
    if (statSync(path, { throwIfNoEntry: false })) return path;
  }
  return resolve(request, parent, isMain, options);
};

function strip(path) {
  const { size, mtimeMs } = statSync(path);
  const kept = join(cache, `${path.replaceAll(/[\\/:]/g, '+')}-${size}-${mtimeMs}`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code } = require('sucrase').transform(readFileSync(path, 'utf8'), { ...options, filePath: path });
    keep(kept, code);
    return code;
  }
}

/** Written aside and renamed, as several programs may start at once. Where nothing can be written, nothing is kept. */
function keep(path, code) {
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(`${path}.${process.pid}`, code);
    renameSync(`${path}.${process.pid}`, path);
  } catch {}
}
