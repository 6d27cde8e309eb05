'use strict';
// Lets Node run the TypeScript of a project as it stands: types are stripped, nothing is checked (`tsc` does that).
// Node understands ES2022 by itself, so nothing else is rewritten, but `using`, and hot loops stay as they were written.
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const Module = require('node:module');
const { basename, dirname, join } = require('node:path');

const options = { transforms: ['typescript', 'imports'], disableESTransforms: true };
// Stripping takes longer than running for most programs here, so what was stripped once is kept, until the file changes.
const { version } = require('sucrase/package.json');
const above = dirname(__dirname);
const modules = basename(above) === 'node_modules' ? above : join(__dirname, 'node_modules');
const cache = join(modules, '.cache', `sucrase-${version}-without-using`);

require.extensions['.ts'] = (module, path) => module._compile(strip(path), path);

// A file here imports its neighbours without an extension. Node would try all others first, and look for a package.json in each folder.
const NEIGHBOUR = /^\.\.?\/.*\w$/;
/** A checkout is not built: by its own name it has its sources. */
const SOURCES = existsSync(join(__dirname, 'lib/exports/index.ts')) && {
  'kafka-streaming': 'lib/exports/index.ts',
  'kafka-streaming/audit': 'lib/exports/audit.ts',
  'kafka-streaming/kafka': 'kafka.ts',
  'kafka-streaming/kafkajs': 'lib/exports/kafkajs.ts',
  'kafka-streaming/kubernetes': 'lib/exports/kubernetes.ts',
  'kafka-streaming/jobs/topics': 'jobs/topics.ts',
  'kafka-streaming/local': 'lib/exports/local.ts',
  'kafka-streaming/opentelemetry': 'lib/exports/opentelemetry.ts',
  'kafka-streaming/plain-errors': 'lib/exports/plain-errors.ts',
};
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, parent, isMain, options) => {
  if (NEIGHBOUR.test(request) && parent?.filename?.endsWith('.ts') && !options?.paths) {
    // Where modules name each other as they are once compiled, `./x.js` is `./x.ts`.
    const path = `${join(dirname(parent.filename), request.replace(/\.[cm]?js$/, ''))}.ts`;
    if (statSync(path, { throwIfNoEntry: false })) return path;
  }
  const source = SOURCES?.[request];
  if (source) return join(__dirname, source);
  return resolve(request, parent, isMain, options);
};

function strip(path) {
  const { size, mtimeMs } = statSync(path);
  const file = `${path.replaceAll(/[\\/:]/g, '+')}-`;
  const kept = join(cache, `${file}${size}-${mtimeMs}`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const stripped = require('sucrase').transform(readFileSync(path, 'utf8'), { ...options, filePath: path }).code;
    const code = /\busing\s/.test(stripped) ? require('./register-using.js').withoutUsing(stripped, path) : stripped;
    keep(kept, file, code);
    return code;
  }
}

/** What was kept of the file before goes. Written aside and renamed, as several programs may start at once. Where nothing can be written, nothing is kept. */
function keep(path, file, code) {
  try {
    mkdirSync(cache, { recursive: true });
    for (const older of readdirSync(cache).filter((name) => name.startsWith(file)))
      rmSync(join(cache, older), { force: true });
    writeFileSync(`${path}.${process.pid}`, code);
    renameSync(`${path}.${process.pid}`, path);
  } catch {}
}
