import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/run';

const root = join(__dirname, '../..');

/** What they import their types from: kafkajs', or ours. */
const TYPES = {
  kafkajs: 'kafkajs',
  facade: join(root, 'lib/exports/kafkajs'),
} as const;

/**
 * Whether the tests of kafkajs' types compile, unchanged, as strictly as kafkajs has them compiled.
 * @param folder for what the compiler reads
 * @returns what the compiler says: nothing where they do
 */
export async function typeFaults(client: keyof typeof TYPES, checkout: string, folder: string): Promise<string> {
  const there = join(folder, 'types');
  mkdirSync(there);
  symlinkSync(join(root, 'node_modules'), join(there, 'node_modules'));
  copyFileSync(join(checkout, 'types/tests.ts'), join(there, 'tests.ts'));
  writeFileSync(join(there, 'index.ts'), `export * from '${TYPES[client]}';\n`);
  const compilerOptions = {
    noUncheckedIndexedAccess: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    typeRoots: [join(root, 'node_modules/@types')],
  };
  const config = { extends: join(root, 'tsconfig.json'), compilerOptions, include: [], files: ['tests.ts'] };
  writeFileSync(join(there, 'tsconfig.json'), JSON.stringify(config));
  const { stdout } = await run(join(root, 'node_modules/.bin/tsc'), ['-p', there]);
  return stdout;
}
