import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

/** Runs with the API package out of reach. */
function load(file: string): string {
  const program = `
    const Module = require('node:module');
    const resolve = Module._resolveFilename;
    Module._resolveFilename = (request, ...rest) => {
      if (request.startsWith('@opentelemetry/')) throw new Error('not installed: ' + request);
      return resolve(request, ...rest);
    };
    require('./${file}');
    console.log('loaded');`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-r', './register.js', '-e', program], { cwd: root });
  return `${stdout.toString()}${stderr.toString()}`;
}

test('is needed by nobody who does not load it', () => {
  expect(load('lib/kafka')).toBe('loaded\n');
  expect(load('kafka.ts')).toBe('loaded\n');
  expect(load('lib/kafka/opentelemetry')).toContain('not installed: @opentelemetry/api');
});
