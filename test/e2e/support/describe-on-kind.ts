import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { print } from './kind-cluster';

/** Why kind cannot be used here, in the words of `npm start -- --on kind`; asked by a process, as jest collects tests without waiting. */
function obstacle(): string {
  const ask = `require('./lib/kind').requireTools().catch((error) => process.stdout.write(error.message))`;
  const args = ['-r', './register.js', '-e', ask];
  return spawnSync(process.execPath, args, { cwd: join(__dirname, '../../..'), encoding: 'utf8' }).stdout;
}

/** A `describe` whose tests count as skipped, and say why, where there is no kind. */
export function describeOnKind(title: string, tests: () => void): void {
  const reason = obstacle();
  if (reason === '') {
    describe(title, tests);
    return;
  }
  // Jest prints no titles of a file whose tests are all skipped.
  print(`SKIPPED: ${title}: ${reason}`);
  describe.skip(title, tests);
}
