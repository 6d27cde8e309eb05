import { KafkaError, read, withheldOffsets } from '../kafka';
import { Audit, readJournals } from '../audit';
import { repeated, runProgram, boolean, UsageError, type Run } from '../cli-kit';
import { auditText } from './audit/audit-text';
import { journalledTopic, ofOtherClusters } from './audit/journalled-topic';
import { advised } from './client/advice';
import { open } from './client/open';
import { connection, topic } from './client/settings';
import { withheldText } from './client/withheld-text';

/** How long open transactions are given to end. */
const PATIENCE_MS = 10_000;

const settings = {
  topic: { ...topic, help: 'the topic; by default the one that the journal names' },
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
  const { values, sources, signal, note } = run;
  if (values.journals.length === 0)
    throw new UsageError(['--journal is needed: the file that produce --journal wrote']);
  const journals = (await Promise.all(values.journals.map(readJournals))).flat();
  for (const { run, sent, isComplete } of journals) {
    if (!isComplete)
      note(`run ${run} has no end in its journal: its producer was killed, or the file cut after ${sent} messages`);
  }
  const audit = new Audit(journals, { transactional: values.transactional });
  const by = sources.topic?.name ?? '-t';
  const topicOf = (otherwise: string): string => {
    const found = journalledTopic(journals, { topic: values.topic, by, otherwise });
    if ('fault' in found) throw new UsageError([found.fault]);
    return found.topic;
  };
  // Before anybody is asked.
  topicOf('');
  const { client, defaultTopic } = await open('audit', run);
  const topic = topicOf(defaultTopic);
  try {
    for (const id of ofOtherClusters(journals, client.clusterId))
      note(`the journal was written of cluster ${id}, and the one that answers is ${client.clusterId}`);
    const options = { deadlineMs: values.deadline, signal, patienceMs: PATIENCE_MS };
    const withheld = await withheldOffsets(client, topic, options);
    if (withheld.length > 0) throw new KafkaError('NOT_DONE', notYet(withheld.map(withheldText)));
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

const notYet = (withheld: readonly string[]): string =>
  `an open transaction withholds ${withheld.join(', ')}: what is acknowledged there would count as lost; audit once it has ended`;

void runProgram({
  verb: 'audit',
  summary: 'Reads a topic afresh and compares it with what its producers were told: exit code 5 if the two differ.',
  examples: ['--journal journal.ndjson', '-t orders -j a.ndjson -j b.ndjson --json'],
  settings,
  main,
});
