// Changes the code in one place at a time, and asks the unit tests whether they notice. Takes folders or files; what was found out
// of unchanged code and tests before is kept in build/mutation.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { folders } from './folders.mjs';

/** Killed of a hundred changes, below which the command fails. */
const MIN_SCORE = 90;

const names = Object.keys(folders);
const folderOf = (path) => names.find((folder) => path === folder || path.startsWith(`${folder}/`));
const given = process.argv.slice(2).map((path) => path.replace(/\/$/, ''));
const unknown = given.find((path) => !folderOf(path));
if (unknown === undefined) for (const path of given.length > 0 ? given : names) await mutate(path, folderOf(path));
else {
  process.stderr.write(`a path must be one of ${names.join(', ')}, or in one of them, but "${unknown}" was given\n`);
  process.exitCode = 2;
}

async function mutate(path, folder) {
  const { sourcesLeftOut, testsLeftOut, ignoresStatic } = folders[folder];
  const name = folder.replaceAll('/', '-');
  await new Stryker({
    mutate: [
      path.endsWith('.ts') ? path : `${path}/**/*.ts`,
      ...['**/*.test.ts', '**/testing/**', ...sourcesLeftOut.map((file) => `${folder}/${file}`)].map(
        (file) => `!${file}`,
      ),
    ],
    testRunner: 'jest',
    jest: {
      configFile: 'scripts/mutation/jest.config.js',
      config: {
        testMatch: [`<rootDir>/${folder}/**/*.test.ts`],
        testPathIgnorePatterns: testsLeftOut.map((file) => `/${file}$`),
      },
    },
    coverageAnalysis: 'perTest',
    ignoreStatic: ignoresStatic,
    concurrency: 2,
    // A change that makes a loop endless is counted out; the clock is for the few that it misses, on machines that are busy too.
    timeoutMS: 120_000,
    thresholds: { high: 100, low: MIN_SCORE, break: MIN_SCORE },
    incremental: true,
    incrementalFile: `build/mutation/${name}.json`,
    ignorePatterns: ['build'],
    // Outside the checkout, where jest would take a copy for a second package of the same name.
    tempDirName: join(tmpdir(), `mutation-${name}`),
    cleanTempDir: 'always',
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { reportTests: false, reportScoreTable: true },
    allowConsoleColors: false,
  }).runMutationTest();
}
