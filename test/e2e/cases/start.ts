import { project } from '../../../lib/cli-kit';
import { numberedMessages } from '../../../lib/kafka';
import { runJob, up } from '../../../lib/kind';
import { table } from '../../../lib/cli-kit';
import { print, type KindCluster } from '../support/kind-cluster';
import { printMemory, totalRestarts } from '../support/pods';

const BAR_S = 60;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** From an empty kind cluster to 30 messages produced and consumed; prints how long each part took. */
export function startsAndServes(kind: KindCluster): void {
  const phases: [what: string, ms: number][] = [];

  test('all pods become ready from an empty cluster, and none is restarted meanwhile', async () => {
    const { timings } = await up(kind.cluster, {
      folder: project.kindFolder,
      project: project.root,
      deadlineMs: 240_000,
    });
    phases.push(...timings.map(({ step, ms }) => [step, ms] as (typeof phases)[number]));
    expect(await totalRestarts(kind)).toBe(0);
    await printMemory(kind);
  });

  test('Jobs from the CronJobs produce 30 messages and consume 30, with the words of the command line', async () => {
    const timed = async (template: string): Promise<string> => {
      const began = performance.now();
      const log = await runJob(kind.kubectl, template);
      phases.push([`Job from cronjob/${template}`, performance.now() - began]);
      return log;
    };
    expect(await timed('produce')).toMatch(/^30 acked, 0 failed, 0 unknown in /m);
    const consumed = await timed('consume');
    expect(consumed).toMatch(/^30 messages, /m);
    const printed = consumed.split('\n').filter((line) => line.startsWith('New message'));
    expect(printed.sort()).toEqual([...numberedMessages(30)].map(({ value }) => value).sort());
    printPhases(kind, phases);
  });
}

function printPhases({ cluster, createMs }: KindCluster, phases: readonly (readonly [string, number])[]): void {
  const share = phases.reduce((sum, [, ms]) => sum + ms, 0);
  const rows = [
    ['kind create cluster', seconds(createMs)],
    ...phases.map(([what, ms]) => [what, seconds(ms)]),
    [`all but the first (bar: ${BAR_S} s)`, seconds(share)],
  ];
  print(table([`PHASE OF ${cluster.name}`, 'TIME'], rows));
}
