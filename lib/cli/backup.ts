import { resolve } from 'node:path';
import { backup, bytesIn, recordsIn, segmentsOf, type TopicTaken } from '../backup';
import { boolean, bytes, grouped, runProgram, string, table, UsageError, type Run } from '../cli-kit';
import { progress } from '../cli-kit/progress';
import { open } from './client/open';
import { connection } from './client/settings';
import { withheldText } from './client/withheld-text';

const settings = {
  to: string({
    flag: ['to'],
    metavar: 'FOLDER',
    default: undefined,
    help: 'where to: an empty folder, a new one, or one of a backup, which gets what came since',
  }),
  json: boolean({ flag: ['json'], help: 'print what the folder has as JSON' }),
  ...connection,
};

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, positionals, signal, note } = run;
  if (values.to === undefined) throw new UsageError(['--to is needed: the folder that the backup is in, or is to be']);
  const folder = resolve(values.to);
  const { client } = await open('backup', run);
  const { report, end } = progress();
  const step = (topic: string) => `backing up ${topic}`;
  try {
    const taken = await backup(client, {
      folder,
      topics: positionals,
      deadlineMs: values.deadline,
      signal,
      onTopic: (topic) => report({ step: step(topic), state: 'started' }),
      onProgress: (topic, records, of) =>
        report({ step: step(topic), state: 'started', detail: `${grouped(records)} of ${grouped(of)}` }),
      onWait: (topic, withheld) =>
        report({
          step: step(topic),
          state: 'started',
          detail: `waiting for open transactions, which withhold ${withheld.map(withheldText).join(', ')}`,
        }),
      onFailed: (topic) => report({ step: step(topic), state: 'failed' }),
      onTaken: ({ backup, newRecords, newGaps, withheld }) => {
        report({ step: step(backup.topic), state: 'done', detail: `${grouped(newRecords)} new records` });
        for (const { partition, from, to } of newGaps)
          note(
            `${backup.topic}/${partition}: offsets ${from} to ${to} are missing: retention had removed them before this backup`,
          );
        for (const offsets of withheld)
          note(
            `${withheldText(offsets)} behind an open transaction are not in it: once that has ended, the same command takes them`,
          );
      },
    });
    process.stdout.write(`${values.json ? JSON.stringify(taken.map(summary)) : text(taken)}\n`);
    return taken.some(({ withheld }) => withheld.length > 0) ? 4 : 0;
  } finally {
    end();
    await client.close();
    if (signal.aborted) note(`what was taken until now is in ${folder}: the same command goes on`);
  }
}

const summary = ({ backup, newRecords, newGaps, withheld }: TopicTaken) => {
  const segments = segmentsOf(backup);
  return {
    topic: backup.topic,
    partitions: backup.partitions.length,
    records: recordsIn(segments),
    newRecords,
    bytes: bytesIn(segments),
    groups: backup.groups.map(({ group }) => group),
    newGaps,
    withheld,
  };
};

const text = (all: readonly TopicTaken[]): string =>
  all.length === 0
    ? 'there are no topics'
    : table(
        ['TOPIC', 'PARTITIONS', 'RECORDS', 'NEW', 'GROUPS', 'SIZE'],
        all
          .map(summary)
          .map((row) => [row.topic, row.partitions, row.records, row.newRecords, row.groups.length, bytes(row.bytes)]),
      );

void runProgram({
  verb: 'backup',
  operands: '[TOPIC…]',
  summary:
    'Copies topics into a folder: records, configuration, what groups have committed. Once more into the same folder, it adds what came since. Ends 4 where open transactions withhold some.',
  examples: ['--to /mnt/backups/kafka', 'orders payments --to orders-and-payments'],
  settings,
  main,
});
