import { relative } from 'node:path';
import { reasonFor } from './accounted';

/** As jest writes it with `--json`. */
export interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

export interface Judged {
  readonly spec: string;
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly message: string;
  /** Why it may fail. */
  readonly because: string | undefined;
}

const STATUS: Readonly<Record<string, Judged['status']>> = { passed: 'passed', failed: 'failed' };

export const testsIn = (client: string, { testResults }: Report, checkout: string): Judged[] =>
  testResults.flatMap(({ name, message, assertionResults }) => {
    const spec = relative(checkout, name);
    const judged = assertionResults.map(({ fullName, status, failureMessages }) => ({
      spec,
      name: fullName,
      status: STATUS[status] ?? 'skipped',
      message: failureMessages.join('\n').split('\n').slice(0, 3).join(' '),
      because: reasonFor(client, spec, fullName),
    }));
    if (judged.length > 0) return judged;
    return [{ spec, name: 'the file', status: 'failed', message, because: undefined }] as const;
  });

export function printed(client: string, tests: readonly Judged[]): string {
  const counted = (status: string, isAccounted: boolean): number =>
    tests.filter((test) => test.status === status && (test.because !== undefined) === isAccounted).length;
  const faults = tests.filter(({ status, because }) => status === 'failed' && because === undefined);
  const reasons = new Map<string, number>();
  for (const { status, because } of tests)
    if (because !== undefined && status !== 'passed') reasons.set(because, (reasons.get(because) ?? 0) + 1);
  const passed = counted('passed', true) + counted('passed', false);
  return [
    ...faults.map(({ spec, name, message }) => `FAILED ${spec}: ${name}\n  ${message}`),
    ...[...reasons].map(([because, count]) => `${count} × ${because}`),
    `${client}: ${passed} passed, ${faults.length} failed, ${tests.length - passed - faults.length} accounted for`,
  ].join('\n');
}
