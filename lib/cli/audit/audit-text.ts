import { OFFENCES, type AuditReport, type Offence } from '../../audit';
import { grouped } from '../../cli-kit';

/** What `audit` prints: the counts of the journals, then what is wrong, with the first offenders. */
export function auditText(topic: string, report: AuditReport): string {
  const { sent, acked, failed, unknown, unknownStored, aborted, others, offences, firstOffenders, isPassed } = report;
  const counts = [
    `${grouped(sent)} sent`,
    `${grouped(acked)} acked`,
    `${grouped(failed)} failed`,
    `${grouped(unknown)} unknown${unknown > 0 ? ` (${grouped(unknownStored)} in the topic)` : ''}`,
    ...(aborted > 0 ? [`${grouped(aborted)} aborted`] : []),
    ...(others > 0 ? [`${grouped(others)} of others`] : []),
  ];
  const found = (Object.keys(OFFENCES) as Offence[]).filter((offence) => offences[offence] > 0);
  const all = Object.values(offences).reduce((sum, count) => sum + count, 0);
  return [
    `${topic}: ${counts.join(', ')}`,
    ...found.map((offence) => `${grouped(offences[offence])} ${offence}: ${OFFENCES[offence]}`),
    ...firstOffenders.map((offender) => `  ${offender}`),
    ...(all > firstOffenders.length ? [`  and ${grouped(all - firstOffenders.length)} more`] : []),
    isPassed ? 'passed' : 'FAILED',
  ].join('\n');
}
