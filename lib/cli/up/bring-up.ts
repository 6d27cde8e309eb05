import { clusterInHand, command } from '../../package';
import { DAMAGED, type Run } from '../../cli-kit';
import { progress } from '../../cli-kit/progress';
import type { Target, Work } from '../../target';
import { remembered } from '../cluster/find-cluster';
import type { clusterSettings, targetSettings } from '../cluster/settings';

type Settings = typeof clusterSettings & typeof targetSettings;

/**
 * Starts the cluster, and then does `work` with it.
 * @returns the exit code: {@link DAMAGED} where it is up, and what was acknowledged is not all there
 */
export async function bringUp(
  target: Target,
  run: Run<Settings>,
  work: (work: Work) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const { signal, note } = run;
  const { report, end } = progress();
  let damage: readonly string[] = [];
  try {
    await remembered(target, run, async () => {
      const arrival = await target.up({ report, signal });
      damage = arrival.damage;
      if (arrival.already !== undefined) note(arrival.already);
      await work({ report, signal });
    });
  } catch (error) {
    end();
    if (signal.aborted) note(await remains(target));
    throw error;
  }
  end();
  return damage.length === 0 ? 0 : DAMAGED;
}

/** What a stop in the middle left behind. */
async function remains({ name: on, cluster, where, keepsData, presence }: Target): Promise<string> {
  if ((await presence()) !== 'running') return 'stopped; nothing is left running';
  const [start, down] = ['start', 'down'].map((verb) => command(verb, '', { ...clusterInHand(), on }));
  return `stopped; cluster ${cluster.name} is left running ${where}: ${start} goes on, ${down} ${keepsData ? 'stops' : 'removes'} it`;
}
