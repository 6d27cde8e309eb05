import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** What the lint rule says of each import, in a process of its own: its configuration is a module. */
function lint(imports: readonly (readonly [file: string, imported: string])[]): readonly string[][] {
  const program = `
    import { Linter } from 'eslint';
    import { arrows } from './eslint.config.mjs';
    const verify = ([file, imported]) => new Linter().verify("import '" + imported + "';", arrows, file);
    console.log(JSON.stringify(${JSON.stringify(imports)}.map((each) => verify(each).map(({ message }) => message))));`;
  const options = { cwd: root, encoding: 'utf8', input: program } as const;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module'], options);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}

describe('an import', () => {
  it('is refused where ARCHITECTURE.md has no arrow', () => {
    const refused = [
      ['lib/kafka/protocol/requests/x.ts', '../../network/connection'],
      ['lib/kafka/protocol/x.ts', '../client/client'],
      ['lib/kafka/network/x.ts', '../client/client'],
      ['lib/kafka/client/x.ts', '../producer/producer'],
      ['lib/kafka/reader/x.ts', '../group/consume'],
      ['lib/kafka/group/x.ts', '../transactions/transform'],
      ['lib/kafka/transactions/x.ts', '../typed/topics'],
      ['lib/kafka/message.ts', './client/client'],
      ['lib/kafka/client/x.ts', '../../audit'],
      ['lib/kafka/client/x.ts', 'kafkajs'],
      ['lib/cluster/x.ts', '../kafka'],
      ['lib/audit/x.ts', '../program'],
      ['jobs/x.ts', '../lib/local'],
      ['jobs/x.ts', '../lib/local/up'],
      ['jobs/x.ts', '../lib/local/known/x'],
    ] as const;
    const found = lint(refused);
    expect(refused.filter((_, index) => found[index]!.length !== 1)).toEqual([]);
  });

  it('is allowed along an arrow', () => {
    const allowed = [
      ['lib/kafka/protocol/requests/x.ts', '../codec/scalars'],
      ['lib/kafka/protocol/records/x.ts', '../../message'],
      ['lib/kafka/network/x.ts', '../protocol/errors'],
      ['lib/kafka/group/x.ts', '../reader/fetcher'],
      ['lib/kafka/typed/x.ts', '../group/as-member'],
      ['lib/kafka/index.ts', './typed'],
      ['lib/kafka/admin/x.ts', '../../cluster'],
      ['lib/audit/x.ts', '../kafka/message'],
      ['jobs/x.ts', '../lib/audit'],
      ['jobs/x.ts', '../lib/local/known'],
      ['lib/kind/x.ts', '../kafka'],
    ] as const;
    expect(lint(allowed).flat()).toEqual([]);
  });
});
