import { ANOMALIES, type AuditReport, type Anomaly } from '../../audit';
import { grouped } from '../../cli-kit';

/** What `audit` prints: the counts of the journals, then what is wrong, with the first of it. */
export function auditText(topic: string, report: AuditReport): string {
  const { sent, acked, failed, unknown, unknownStored, aborted, others, anomalies, firstAnomalies, isPassed } = report;
  const counts = [
    `${grouped(sent)} sent`,
    `${grouped(acked)} acked`,
    `${grouped(failed)} failed`,
    `${grouped(unknown)} unknown${unknown > 0 ? ` (${grouped(unknownStored)} in the topic)` : ''}`,
    ...(aborted > 0 ? [`${grouped(aborted)} aborted`] : []),
    ...(others > 0 ? [`${grouped(others)} of others`] : []),
  ];
  const found = (Object.keys(ANOMALIES) as Anomaly[]).filter((anomaly) => anomalies[anomaly] > 0);
  const all = Object.values(anomalies).reduce((sum, count) => sum + count, 0);
  return [
    `${topic}: ${counts.join(', ')}`,
    ...found.map((anomaly) => `${grouped(anomalies[anomaly])} ${anomaly}: ${ANOMALIES[anomaly]}`),
    ...firstAnomalies.map((first) => `  ${first}`),
    ...(all > firstAnomalies.length ? [`  and ${grouped(all - firstAnomalies.length)} more`] : []),
    isPassed ? 'passed' : 'FAILED',
  ].join('\n');
}
