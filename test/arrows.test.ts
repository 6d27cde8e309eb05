import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..');

type Case = readonly [file: string, code: string];

/** What the lint rule says of each, in a process of its own: its configuration is a module. */
function lint(cases: readonly Case[]): readonly string[][] {
  const program = `
    import { Linter } from 'eslint';
    import tseslint from 'typescript-eslint';
    import { arrows } from './eslint.config.mjs';
    const config = { ...arrows, languageOptions: { parser: tseslint.parser } };
    const verify = ([file, code]) => new Linter().verify(code, config, file);
    console.log(JSON.stringify(${JSON.stringify(cases)}.map((each) => verify(each).map(({ message }) => message))));`;
  const options = { cwd: root, encoding: 'utf8', input: program } as const;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module'], options);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}

const importing = (imports: readonly (readonly [file: string, imported: string])[]): Case[] =>
  imports.map(([file, imported]) => [file, `import '${imported}';`]);

/** Those of which the rule does not say exactly what is expected. */
const unlike = (cases: readonly Case[], expected: number | RegExp): Case[] => {
  const found = lint(cases);
  const isRight = (messages: readonly string[]) =>
    typeof expected === 'number' ? messages.length === expected : messages.length === 1 && expected.test(messages[0]!);
  return cases.filter((_, index) => !isRight(found[index]!));
};

describe('an import', () => {
  test('is refused where ARCHITECTURE.md has no arrow', () => {
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
      ['lib/kafka/group/x.ts', '../opentelemetry'],
      ['lib/cluster/x.ts', '../kafka'],
      ['lib/audit/x.ts', '../cli-kit'],
      ['lib/backup/x.ts', '../cli-kit'],
      ['lib/backup/restore/x.ts', '../../local'],
      ['jobs/x.ts', '../lib/backup'],
      ['lib/cli-kit/x.ts', '../exports/kafka'],
      ['lib/console/server/x.ts', '../../local'],
      ['lib/console/page/x.tsx', '../../cluster'],
      ['lib/kafka/admin/x.ts', '../../console'],
      ['jobs/x.ts', '../lib/console'],
      ['lib/package/x.ts', '../cluster'],
      ['lib/target/x.ts', '../local'],
      ['lib/local/x.ts', '../kind'],
      ['jobs/x.ts', '../lib/local'],
      ['jobs/x.ts', '../lib/local/up'],
      ['jobs/x.ts', '../lib/local/known/x'],
      // Of the root, where the description of a user lies.
      ['lib/kafka/x.ts', '../../cluster'],
      ['lib/cli/x.ts', '../../cluster'],
      ['lib/kafka/x.ts', '../../package.json'],
      ['lib/local/servers/x.ts', '../../../cluster.ts'],
      ['lib/kubernetes/x.ts', '../../main'],
    ] as const;
    expect(unlike(importing(refused), / may import .* only \(ARCHITECTURE\.md\)$/)).toEqual([]);
  });

  test('is refused past the index of a room, unless the file is one of its faces', () => {
    const refused = [
      ['lib/local/x.ts', '../kafka/network/connection'],
      ['lib/console/server/x.ts', '../../kafka/client/metadata'],
      ['lib/cli/x.ts', '../local/servers/server'],
      ['jobs/x.ts', '../lib/cluster/rules'],
      ['lib/kind/x.ts', '../kubernetes/kafka-chart'],
      ['lib/cli/x.ts', '../cli-kit/deep/x'],
    ] as const;
    expect(unlike(importing(refused), /^lib\/[\w-]+ is entered by its index/)).toEqual([]);
  });

  test('is refused of a package that is kept to a room', () => {
    expect(unlike(importing([['lib/kafka/client/x.ts', 'kafkajs']]), /^kafkajs is /)).toEqual([]);
    expect(unlike(importing([['lib/kafka/x.ts', 'kafkajs/src/errors']]), /^kafkajs is /)).toEqual([]);
    const telemetry = ['lib/kafka/client/x.ts', 'lib/kafka/x.ts', 'jobs/x.ts'].map(
      (file) => [file, '@opentelemetry/api'] as const,
    );
    expect(unlike(importing(telemetry), /^who does not want /)).toEqual([]);
    expect(unlike(importing([['lib/kind/x.ts', 'cdk8s-plus-27']]), /^cdk8s is used/)).toEqual([]);
  });

  test('is refused however it is written', () => {
    const ways = [
      "import x from '../kafka';",
      "import type { X } from '../kafka';",
      "export { x } from '../kafka';",
      "export * from '../kafka';",
      "void import('../kafka');",
      "const x = require('../kafka');",
      "const x = require.resolve('../kafka');",
      "import x = require('../kafka');",
      "type X = import('../kafka').X;",
    ];
    expect(
      unlike(
        ways.map((code) => ['lib/cluster/x.ts', code]),
        1,
      ),
    ).toEqual([]);
  });

  test('is allowed along an arrow', () => {
    const allowed = [
      ['lib/kafka/protocol/requests/x.ts', '../codec/scalars'],
      ['lib/kafka/protocol/records/x.ts', '../../message'],
      ['lib/kafka/network/x.ts', '../protocol/errors'],
      ['lib/kafka/group/x.ts', '../reader/fetcher'],
      ['lib/kafka/typed/x.ts', '../group/as-member'],
      ['lib/kafka/index.ts', './typed'],
      ['lib/kafka/opentelemetry/x.ts', '@opentelemetry/api'],
      ['lib/kafka/admin/x.ts', '../../cluster'],
      ['lib/audit/x.ts', '../kafka/message'],
      ['lib/backup/restore/x.ts', '../../kafka'],
      ['lib/cli/restore.ts', '../backup'],
      ['lib/cli/x.ts', '../cli-kit/progress'],
      ['lib/console/server/x.ts', '../../kafka'],
      ['lib/cli/console.ts', '../console'],
      ['lib/kind/x.ts', '../kubernetes/index'],
      ['jobs/x.ts', '../lib/audit'],
      ['jobs/x.ts', '../lib/local/known'],
      ['lib/kind/x.ts', '../kafka'],
      ['lib/kind/x.ts', '../target'],
      ['lib/kind/x.ts', 'node:fs'],
      ['lib/kubernetes/x.ts', 'cdk8s'],
      ['lib/cli-kit/x.ts', '../exports/index'],
      ['lib/cluster/x.ts', '../package'],
    ] as const;
    expect(unlike(importing(allowed), 0)).toEqual([]);
  });
});
