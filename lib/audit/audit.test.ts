import { Audit, auditHeader, Journal, type AuditedMessage, type AuditReport } from './index';
import type { Anomaly } from './anomalies';

const RUN = 'r';
const at = (partition: number, offset: number, seq: number, key = 'k', run = RUN): AuditedMessage => ({
  partition,
  offset,
  key: Buffer.from(key),
  headers: [auditHeader(run, seq)].map(([name, text]) => [name, Buffer.from(text)] as const),
});

/** A journal of acknowledgements: the seq is the index, the place what is given. */
function acked(...places: readonly (readonly [partition: number, offset: number])[]): Journal {
  const journal = new Journal(RUN);
  places.forEach(([partition, offset], seq) => journal.settle(seq, { outcome: 'acked', partition, offset }));
  journal.complete(places.length);
  return journal;
}

function audit(journal: Journal, messages: readonly AuditedMessage[], transactional = false): AuditReport {
  const audit = new Audit([journal], { transactional });
  for (const message of messages) audit.found(message);
  return audit.report();
}

const anomalies = ({ anomalies }: AuditReport) =>
  Object.fromEntries(Object.entries(anomalies).filter(([, count]) => count > 0)) as Partial<Record<Anomaly, number>>;

describe('an audit', () => {
  test('passes when each acknowledged message is where its acknowledgement said', () => {
    const report = audit(acked([0, 0], [1, 0], [0, 1]), [at(0, 0, 0), at(0, 1, 2), at(1, 0, 1)]);
    expect(report).toMatchObject({ isPassed: true, sent: 3, acked: 3, failed: 0, unknown: 0, others: 0, repeated: 0 });
    expect(report.firstAnomalies).toEqual([]);
  });

  test('finds an acknowledged message that is not there', () => {
    const report = audit(acked([0, 0], [0, 1]), [at(0, 0, 0)]);
    expect(anomalies(report)).toEqual({ lost: 1 });
    expect(report.firstAnomalies).toEqual(['lost: r/1 acked at 0/1']);
    expect(report.isPassed).toBe(false);
  });

  test('finds a message that was stored twice', () => {
    const report = audit(acked([0, 0]), [at(0, 0, 0), at(0, 1, 0)]);
    expect(report.firstAnomalies).toEqual(['duplicated: r/0 at 0/1 and at 0/0']);
  });

  test('finds a message behind a later one of its key, but not behind one of another key', () => {
    const messages = (key: string) => [at(0, 0, 1), at(0, 1, 0, key)];
    expect(anomalies(audit(acked([0, 1], [0, 0]), messages('k')))).toEqual({ reordered: 1 });
    expect(anomalies(audit(acked([0, 1], [0, 0]), messages('other')))).toEqual({});
  });

  test('finds a message with another value than was sent, whoever reads it', () => {
    const [name, text] = auditHeader(RUN, 0, 'balance=1000');
    const headers = [[name, Buffer.from(text)]] as const;
    const read = (value: string | null) => ({
      ...at(0, 0, 0),
      headers,
      value: value === null ? null : Buffer.from(value),
    });
    expect(anomalies(audit(acked([0, 0]), [read('balance=1000')]))).toEqual({});
    const report = audit(acked([0, 0]), [read('balance=9000')]);
    expect(report.firstAnomalies).toEqual(['altered: r/0 at 0/0']);
    expect(anomalies(audit(acked([0, 0]), [read(null)]))).toEqual({ altered: 1 });
    const audited = new Audit([acked([0, 0])]);
    audited.readers('member').assignment()(read('balance=9000'));
    audited.found(read('balance=1000'));
    expect(anomalies(audited.report())).toEqual({ altered: 1 });
  });

  test('lets a message of unknown outcome come late', () => {
    const journal = new Journal(RUN);
    journal.settle(0, { outcome: 'unknown' });
    journal.settle(1, { outcome: 'acked', partition: 0, offset: 0 });
    journal.complete(2);
    expect(audit(journal, [at(0, 0, 1), at(0, 1, 0)])).toMatchObject({ isPassed: true, unknownStored: 1 });
  });

  test('finds a message elsewhere than acknowledged', () => {
    expect(anomalies(audit(acked([0, 7]), [at(0, 0, 0)]))).toEqual({ misplaced: 1 });
    expect(anomalies(audit(acked([1, 0]), [at(0, 0, 0)]))).toEqual({ misplaced: 1 });
  });

  test('finds a message that was never sent', () => {
    expect(anomalies(audit(acked([0, 0]), [at(0, 0, 0), at(0, 1, 1)]))).toEqual({ phantom: 1 });
  });

  test.each([
    ['failed', 'failed-read'],
    ['aborted', 'aborted-read'],
  ] as const)('finds a message in the topic that is said to have %s', (outcome, anomaly) => {
    const journal = new Journal(RUN);
    journal.settle(0, { outcome });
    journal.complete(1);
    expect(anomalies(audit(journal, [at(0, 0, 0)]))).toEqual({ [anomaly]: 1 });
    expect(audit(journal, [])).toMatchObject({ isPassed: true, [outcome]: 1 });
  });

  test('lets a message of unknown outcome be there once or not at all', () => {
    const journal = new Journal(RUN);
    journal.settle(0, { outcome: 'unknown' });
    journal.complete(1);
    expect(audit(journal, [])).toMatchObject({ isPassed: true, unknown: 1, unknownStored: 0 });
    expect(audit(journal, [at(0, 0, 0)])).toMatchObject({ isPassed: true, unknown: 1, unknownStored: 1 });
    expect(anomalies(audit(journal, [at(0, 0, 0), at(0, 1, 0)]))).toEqual({ duplicated: 1 });
  });

  test('finds a message without an outcome, and one with two', () => {
    const journal = acked([0, 0], [0, 1]);
    journal.settle(1, { outcome: 'unknown' });
    journal.complete(3);
    expect(anomalies(audit(journal, [at(0, 0, 0), at(0, 1, 1)]))).toEqual({ unsettled: 1, 'settled-twice': 1 });
  });

  test('takes what a killed producer left without outcome for unknown', () => {
    const journal = new Journal(RUN);
    journal.settle(0, { outcome: 'acked', partition: 0, offset: 0 });
    expect(audit(journal, [at(0, 0, 0), at(0, 1, 2)])).toMatchObject({
      isPassed: true,
      acked: 1,
      unknown: 2,
      unknownStored: 1,
    });
  });

  test('finds an offset that holds nothing, but where transactions are their markers take some', () => {
    const messages = [at(0, 0, 0), at(0, 2, 1)];
    expect(audit(acked([0, 0], [0, 2]), messages).firstAnomalies).toEqual(['gap: 0/1 to 1']);
    expect(audit(acked([0, 0], [0, 2]), messages, true).isPassed).toBe(true);
  });

  test('counts messages of others and lets them be', () => {
    const other = { partition: 0, offset: 1, key: null, headers: [] };
    const report = audit(acked([0, 0]), [at(0, 0, 0), other, at(0, 2, 5, 'k', 'elsewhere')]);
    expect(report).toMatchObject({ isPassed: true, others: 2 });
  });

  test('names the first 20 anomalies, the worst kinds first, and counts all', () => {
    const places = Array.from({ length: 50 }, (_, offset) => [0, offset] as const);
    const report = audit(acked(...places), [at(0, 0, 0), at(0, 1, 0)]);
    expect(report.anomalies).toMatchObject({ lost: 49, duplicated: 1 });
    expect(report.firstAnomalies).toHaveLength(20);
    expect(report.firstAnomalies[0]).toBe('lost: r/1 acked at 0/1');
  });

  test('takes less than 100 bytes a message', () => {
    const count = 200_000;
    const journal = new Journal(RUN);
    const audit = new Audit([journal]);
    const before = process.memoryUsage().arrayBuffers;
    for (let seq = 0; seq < count; seq++)
      journal.settle(seq, { outcome: 'acked', partition: seq % 2, offset: Math.floor(seq / 2) });
    journal.complete(count);
    for (let seq = 0; seq < count; seq++) audit.found(at(seq % 2, Math.floor(seq / 2), seq, `${seq % 100}`));
    expect(audit.report()).toMatchObject({ isPassed: true, acked: count });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * count);
  });
});

describe('readers', () => {
  const journal = acked([0, 0], [0, 1], [0, 2], [0, 3]);
  const topic = [0, 1, 2, 3].map((seq) => at(0, seq, seq));

  function auditReaders(...assignments: readonly (readonly AuditedMessage[])[]): AuditReport {
    const audit = new Audit([journal]);
    const readers = audit.readers('group');
    for (const messages of assignments) messages.forEach(readers.assignment('member'));
    for (const message of topic) audit.found(message);
    return audit.report();
  }

  test('pass when together they were handed everything, and may be handed something again after an assignment', () => {
    expect(auditReaders(topic)).toMatchObject({ isPassed: true, repeated: 0 });
    expect(auditReaders(topic.slice(0, 3), topic.slice(1))).toMatchObject({ isPassed: true, repeated: 2 });
  });

  test('must not go back within an assignment', () => {
    expect(anomalies(auditReaders([topic[0]!, topic[1]!, topic[0]!, ...topic.slice(1)]))).toEqual({
      'nonmonotonic-poll': 1,
    });
  });

  test('must not pass over messages, even if another assignment gets them', () => {
    const report = auditReaders([topic[0]!, topic[3]!], topic);
    expect(anomalies(report)).toEqual({ 'poll-skip': 2 });
    expect(report.firstAnomalies[0]).toBe('poll-skip: member passed over 0/1 on its way to 0/3');
  });

  test('must be handed every message', () => {
    expect(auditReaders(topic.slice(0, 3)).firstAnomalies).toEqual(['unseen: 0/3 by group']);
  });

  test('must find the same message at the same offset', () => {
    expect(anomalies(auditReaders([topic[0]!, at(0, 1, 2), ...topic.slice(2)]))).toEqual({ 'inconsistent-offset': 1 });
    expect(anomalies(auditReaders([...topic, at(0, 4, 9)]))).toEqual({ 'inconsistent-offset': 1 });
    expect(anomalies(auditReaders(topic, [at(0, 1, 3), ...topic.slice(2)]))).toEqual({ 'inconsistent-offset': 1 });
  });
});
