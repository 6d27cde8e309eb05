import { read } from '../kafka';
import { Audit, readJournals } from '../audit';
import { repeated, runProgram, boolean, UsageError, type Run } from '../cli-kit';
import { auditText } from './audit/audit-text';
import { advised } from './client/advice';
import { open } from './client/open';
import { connection, topic } from './client/settings';

const settings = {
  topic,
  journals: repeated({
    flag: ['journal', 'j'],
    metavar: 'FILE',
    help: 'what produce --journal FILE wrote; several, if several produced',
    parse: (path) => path,
  }),
  transactional: boolean({
    flag: ['transactional'],
    help: 'the topic has transactions, whose markers take offsets: gaps are no anomaly',
  }),
  json: boolean({ flag: ['json'], help: 'print the report as JSON' }),
  ...connection,
};

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, signal, note } = run;
  if (values.journals.length === 0)
    throw new UsageError(['--journal is needed: the file that produce --journal wrote']);
  const journals = (await Promise.all(values.journals.map(readJournals))).flat();
  for (const { run, sent, isComplete } of journals) {
    if (!isComplete)
      note(`run ${run} has no end in its journal: its producer was killed, or the file cut after ${sent} messages`);
  }
  const audit = new Audit(journals, { transactional: values.transactional });
  const { client, defaultTopic } = await open('audit', run);
  const topic = values.topic ?? defaultTopic;
  try {
    for await (const { messages } of read(client, { topic, deadlineMs: values.deadline, signal }))
      for (const message of messages) audit.found(message);
  } catch (error) {
    throw advised(error, run, topic);
  } finally {
    await client.close();
  }
  signal.throwIfAborted();
  const report = audit.report();
  process.stdout.write(`${values.json ? JSON.stringify(report) : auditText(topic, report)}\n`);
  return report.isPassed ? 0 : 5;
}

void runProgram({
  verb: 'audit',
  summary: 'Reads a topic afresh and compares it with what its producers were told: exit code 5 if the two differ.',
  examples: ['--journal journal.ndjson', '-t orders -j a.ndjson -j b.ndjson --json'],
  settings,
  main,
});
