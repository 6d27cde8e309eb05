import type { Cluster } from '../cluster';
import { command } from '../package';
import { duration, runProgram, UsageError, type Run } from '../cli-kit';
import { progress } from '../cli-kit/progress';
import { isHealthy, troubles, untilHealthy } from '../target';
import { findCluster } from './cluster/find-cluster';
import { nextCommands } from './cluster/next-commands';
import { clusterSettings, targetSettings, portSettings } from './cluster/settings';
import { requireRestartable } from './restart/require-restartable';

const settings = {
  deadline: duration({
    flag: ['deadline'],
    default: 120_000,
    min: 1,
    help: 'how long the cluster may take to be healthy again after each',
  }),
  ...targetSettings,
  ...clusterSettings,
  ...portSettings,
};

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, positionals, signal, note } = run;
  const { deadline } = values;
  const target = await findCluster(run, 'look');
  const { cluster } = target;
  requireServers(cluster, positionals);
  if ((await target.presence(signal)) === undefined)
    throw new UsageError([
      `there is no cluster ${cluster.name} ${target.where}: ${command('clusters')} lists those there are`,
    ]);
  const look = () => target.state(signal);
  const commands = nextCommands(target);
  const { report, end } = progress();
  try {
    for (const [index, name] of positionals.entries()) {
      requireRestartable(await look(), name, commands);
      await target.restart(name, { report, signal, deadlineMs: deadline });
      const step = 'the cluster is healthy again';
      report({ step, state: 'started' });
      const state = await untilHealthy(look, deadline, signal);
      report({ step, state: isHealthy(state) ? 'done' : 'failed' });
      if (isHealthy(state)) continue;
      const left = positionals.slice(index + 1);
      const rest = left.length > 0 ? `; ${left.join(', ')} left as they were` : '';
      note(`not healthy ${deadline / 1000} s after the restart of ${name}: ${troubles(state).join('; ')}${rest}`);
      return 4;
    }
  } finally {
    end();
  }
  return 0;
}

/** All of them at once would be an outage: whoever wants that has down and up. */
function requireServers(cluster: Cluster, given: readonly string[]): void {
  const servers = cluster.servers.map(({ name }) => name);
  const unknown = given.filter((name) => !servers.includes(name));
  const twice = given.filter((name, index) => given.indexOf(name) < index);
  if (twice.length > 0) throw new UsageError(twice.map((name) => `${name} is named twice`));
  if (given.length === 0) throw new UsageError([`restart needs a server: one or more of ${servers.join(', ')}`]);
  if (unknown.length > 0) {
    throw new UsageError(unknown.map((name) => `there is no server ${name}: it is one of ${servers.join(', ')}`));
  }
}

void runProgram({
  verb: 'restart',
  operands: 'SERVER…',
  summary:
    'Stops a server and starts it again, with what is described by now on this machine; of several, each when all is in sync after the one before.',
  examples: ['broker-2', 'broker-1 broker-2 broker-3'],
  settings,
  main,
});
