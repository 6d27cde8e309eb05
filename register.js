'use strict';
// Lets Node run the TypeScript of this project as it stands: types are stripped, nothing is checked (`npm run types` does that).
// Node understands ES2022 by itself, so nothing else is rewritten and hot loops stay as they were written.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const options = { transforms: ['typescript', 'imports'], disableESTransforms: true };
// Stripping takes longer than running for most programs here, so what was stripped once is kept, by its content.
const cache = join(__dirname, 'node_modules', '.cache', `sucrase-${require('sucrase/package.json').version}`);

require.extensions['.ts'] = (module, path) => module._compile(strip(readFileSync(path, 'utf8'), path), path);

function strip(source, filePath) {
  const kept = join(cache, createHash('sha256').update(source).digest('hex'));
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code } = require('sucrase').transform(source, { ...options, filePath });
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
