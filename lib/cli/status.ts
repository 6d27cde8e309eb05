import { setTimeout as delay } from 'node:timers/promises';
import { choice, DAMAGED, duration, runProgram, boolean, UsageError, type Run } from '../cli-kit';
import { isHealthy, untilHealthy } from '../target';
import { findCluster } from './cluster/find-cluster';
import { nextCommands } from './cluster/next-commands';
import { clusterSettings, targetSettings, portSettings } from './cluster/settings';
import { statusText } from './status/status-text';

const settings = {
  until: choice({
    flag: ['until'],
    metavar: 'STATE',
    of: ['healthy'],
    default: undefined,
    help: 'wait for this: healthy',
  }),
  deadline: duration({ flag: ['deadline'], default: 60_000, help: 'how long --until waits' }),
  watch: boolean({ flag: ['watch', 'w'], help: 'show it anew every second, until Ctrl-C' }),
  json: boolean({ flag: ['json'], help: 'print JSON' }),
  ...targetSettings,
  ...clusterSettings,
  ...portSettings,
};

const WATCH_MS = 1000;

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, signal, note } = run;
  const { until, deadline } = values;
  if (until === undefined && run.sources.deadline)
    throw new UsageError(['--deadline is how long --until waits: name both']);
  const target = await findCluster(run, 'look');
  const next = nextCommands(target);
  const look = () => target.state(signal);
  let state = await untilHealthy(look, until ? deadline : 0, signal);
  const print = () => {
    const text = values.json
      ? JSON.stringify({ healthy: isHealthy(state), ...state })
      : statusText(target.cluster, state, Date.now(), next);
    const again = values.watch && process.stdout.isTTY ? '\x1b[H\x1b[2J' : '';
    process.stdout.write(`${again}${text}\n`);
  };
  print();
  while (values.watch) {
    await delay(WATCH_MS, undefined, { signal });
    state = await look();
    print();
  }
  if (until && !isHealthy(state)) {
    note(`not healthy after ${deadline / 1000} s`);
    return 4;
  }
  if (!state.health) return 3;
  return state.health.partitions.degraded.some(({ isOffline }) => isOffline) ? DAMAGED : 0;
}

void runProgram({
  verb: 'status',
  summary:
    'Shows what runs where, and how the cluster is. Ends 0 when brokers answer, 3 when none does, 5 while partitions can be neither written nor read.',
  examples: ['--until healthy', '--watch'],
  settings,
  main,
});
