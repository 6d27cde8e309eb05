import { command } from '../../package';
import type { Run } from '../../cli-kit';
import { progress } from '../../cli-kit/progress';
import type { Target, Work } from '../../target';
import { remembered } from '../cluster/find-cluster';
import { clusterFlags, type clusterSettings, type targetSettings } from '../cluster/settings';

type Settings = typeof clusterSettings & typeof targetSettings;

/** Starts the cluster, and then does `work` with it. */
export async function bringUp(
  target: Target,
  run: Run<Settings>,
  work: (work: Work) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { signal, note, values } = run;
  const { report, end } = progress();
  try {
    await remembered(target, run, async () => {
      const already = await target.up({ report, signal });
      if (already !== undefined) note(already);
      await work({ report, signal });
    });
  } catch (error) {
    end();
    if (signal.aborted) note(await remains(target, clusterFlags({ ...values, on: target.name })));
    throw error;
  }
  end();
}

/** What a stop in the middle left behind. */
const remains = async (target: Target, flags: string): Promise<string> =>
  (await target.presence()) === 'running'
    ? `stopped; cluster ${target.cluster.name} is left running ${target.where}: ${command('start', flags)} goes on, ${command('down', flags)} ${target.keepsData ? 'stops' : 'removes'} it`
    : 'stopped; nothing is left running';
