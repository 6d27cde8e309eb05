import { resolve } from 'node:path';
import { restore, type Phase, type Restored } from '../backup';
import { bytes, grouped, runProgram, table } from '../cli-kit';
import { progress } from '../cli-kit/progress';
import { open } from './client/open';
import { describedBrokers } from './restore/described-brokers';
import { refuse, settings, type RestoreRun } from './restore/settings';

const STEP: Readonly<Record<Phase, string>> = {
  checking: 'checking the files of',
  comparing: 'comparing what is there of',
  restoring: 'restoring',
  verifying: 'reading back',
};

async function main(run: RestoreRun): Promise<number> {
  const { values, positionals, signal, note } = run;
  const folder = resolve(await refuse(run));
  const described = values.replication === undefined ? describedBrokers(run) : Infinity;
  const { client } = await open('restore', run);
  const { report, end } = progress();
  try {
    const restored = await restore(client, {
      folder,
      topics: positionals,
      as: values.as,
      config: Object.fromEntries(values.config),
      replicationFactor: (before) => values.replication ?? Math.min(before, described),
      groups: values.noGroups ? 'left out' : 'restored',
      compression: values.compression,
      deadlineMs: values.deadline,
      signal,
      onProgress: (phase, topic, done, of) => {
        const number = phase === 'checking' ? bytes : grouped;
        report({ step: `${STEP[phase]} ${topic}`, state: 'started', detail: `${number(done)} of ${number(of)}` });
      },
      onDone: (phase, topic) => report({ step: `${STEP[phase]} ${topic}`, state: 'done' }),
      onNote: note,
    });
    process.stdout.write(`${values.json ? JSON.stringify(restored) : text(restored)}\n`);
    return 0;
  } finally {
    end();
    await client.close();
    if (signal.aborted) note('what is restored until now stays: the same command goes on');
  }
}

function text({ topics, groups }: Restored): string {
  const rows = topics.map((row) => [row.topic, row.partitions, row.replicationFactor, row.records, row.sent]);
  const restored = table(['TOPIC', 'PARTITIONS', 'REPLICATION-FACTOR', 'RECORDS', 'SENT'], rows);
  return groups.length === 0 ? restored : `${restored}\n\ngroups that go on where they were: ${groups.join(', ')}`;
}

void runProgram({
  verb: 'restore',
  operands: '[TOPIC…]',
  summary:
    'Brings back what backup has copied: topics, their records and configuration, and where groups go on. Reads all back and compares it.',
  examples: ['--from /mnt/backups/kafka', 'orders --from /mnt/backups/kafka --as orders-copy'],
  settings,
  main,
});
