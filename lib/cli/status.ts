import { setTimeout as delay } from 'node:timers/promises';
import { choice, duration, runProgram, toggle, type Run } from '../program';
import { clusterState, isHealthy, untilHealthy } from './cluster-state';
import { chosenCluster, clusterSettings, nextCommand } from './settings';
import { statusText } from './status-text';

const settings = {
  until: choice({
    flag: ['until'],
    metavar: 'STATE',
    of: ['healthy'],
    default: undefined,
    help: 'wait for this: healthy',
  }),
  deadline: duration({ flag: ['deadline'], metavar: 'SPAN', default: 60_000, help: 'how long --until waits' }),
  watch: toggle({ flag: ['watch', 'w'], help: 'show it anew every second, until Ctrl-C' }),
  json: toggle({ flag: ['json'], help: 'print JSON' }),
  ...clusterSettings,
};

const WATCH_MS = 1000;

async function main({ values, signal, note }: Run<typeof settings>): Promise<number> {
  const cluster = chosenCluster(values);
  const { folder, until, deadline } = values;
  let state = await untilHealthy(cluster, folder, until ? deadline : 0, signal);
  const print = () => {
    const text = values.json
      ? JSON.stringify({ healthy: isHealthy(state), ...state })
      : statusText(cluster, state, Date.now(), nextCommand(cluster, values));
    const again = values.watch && process.stdout.isTTY ? '\x1b[H\x1b[2J' : '';
    process.stdout.write(`${again}${text}\n`);
  };
  print();
  while (values.watch) {
    await delay(WATCH_MS, undefined, { signal });
    state = await clusterState(cluster, folder, signal);
    print();
  }
  if (until && !isHealthy(state)) {
    note(`not healthy after ${deadline / 1000} s`);
    return 4;
  }
  return state.health ? 0 : 3;
}

void runProgram({
  command: 'npm run status --',
  summary: 'Shows what runs where, and how the cluster is. Ends 0 when a broker answers, 3 when none does.',
  examples: ['npm run status -- --until healthy', 'npm run status -- --watch'],
  settings,
  main,
});
