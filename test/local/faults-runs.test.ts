import { runInSubprocess, type Order } from '../../faults/run-in-subprocess';
import { SHORT } from '../../faults/profile';
import type { Audited, Result } from '../../faults/result';
import { resultTable } from '../../faults/table';
import { Anomalies } from '../../lib/audit/anomalies';

const order: Order = { name: 'no-such-fault', size: { ...SHORT, seed: 7 }, sessionTimeoutMs: 3000 };

describe('a run of a fault', () => {
  test('that throws is broken, and tells why', async () => {
    const result = await runInSubprocess(order, new AbortController().signal);
    expect(result).toMatchObject({ name: 'no-such-fault', seed: 7 });
    expect(result).toHaveProperty('error', expect.stringContaining('there is no fault no-such-fault'));
  });

  test('that is stopped has no result', async () => {
    const stop = new AbortController();
    const running = runInSubprocess({ ...order, name: 'leader-killed' }, stop.signal);
    stop.abort();
    expect(await running).toBeUndefined();
  });
});

const audited = (name: string, run: Partial<Audited> & { readonly lost?: number } = {}): Audited => ({
  name,
  seed: 1,
  hit: 'broker 1 ended',
  report: {
    ...{ sent: 1000, acked: 1000, failed: 0, unknown: 0, aborted: 0, unknownStored: 0, others: 0, repeated: 0 },
    anomalies: { ...new Anomalies().counts, lost: run.lost ?? 0 },
    firstAnomalies: [],
    isPassed: run.lost === undefined,
  },
  sessionMs: 6000,
  faults: [],
  ...run,
});

describe('the table of results', () => {
  /** The cells of the row of a fault. */
  const row = (name: string, results: readonly Result[]): string[] =>
    resultTable(results)
      .split('\n')
      .find((line) => line.startsWith(`${name} `))!
      .split(/ {2,}/);

  test('sums what was counted, and shows the longest stalls and the last evidence', () => {
    const runs = [
      audited('a', { producerStallMs: 5000, consumerStallMs: 4000 }),
      audited('a', { producerStallMs: 3000, consumerStallMs: 7000, hit: 'broker 2 ended' }),
    ];
    const cells = ['a', '2 of 2 passed', '2,000', '0', '0', '0', '0', '0', '0', '0'];
    expect(row('a', runs)).toEqual([...cells, '5.0 s', '-', '7.0 s', '6.0 s', 'broker 2 ended']);
  });

  test('tells how often a stall was over its bound', () => {
    const stalls = [7000, 8100, 9000];
    const runs = stalls.map((producerStallMs) => audited('a', { producerStallMs, boundMs: 8000 }));
    expect(row('a', runs)).toEqual(expect.arrayContaining(['3 of 3 passed', '9.0 s', '8.0 s, OVER in 2 of 3']));
  });

  test('counts what failed and broke among the runs, and says why below', () => {
    const lost = audited('a', { lost: 3, faults: ['lost: x/1'] });
    const runs = [audited('a'), lost, { name: 'a', seed: 2, error: 'Error: no leader\n  at x' }];
    expect(row('a', runs).slice(0, 4)).toEqual(['a', '1 of 3 passed, 1 FAILED, 1 BROKEN', '2,000', '3']);
    expect(resultTable(runs)).toContain(
      'a, seed 1, FAILED:\n  lost: x/1\n\na, seed 2, is BROKEN: Error: no leader\n  at x',
    );
  });

  test('shows no figures of what was not run', () => {
    const cells = row('a', [{ name: 'a', obstacle: 'x is not installed: apt-get install x' }]);
    expect(cells.slice(0, 4)).toEqual(['a', 'NOT RUN', '-', '-']);
    expect(cells.at(-1)).toBe('x is not installed: apt-get install x');
  });
});
