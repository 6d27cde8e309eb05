import type { Cluster } from '../cluster';
import { command } from '../package';
import { boolean, runProgram, UsageError, type Run } from '../cli-kit';
import { findCluster } from './cluster/find-cluster';
import { oneAfterAnother } from './restart/one-after-another';
import { requirePresence } from './cluster/require-presence';
import { settings } from './restart/settings';

const own = {
  ...settings,
  force: boolean({
    flag: ['force'],
    help: 'also while another server is away or behind: its partitions may be out of reach',
  }),
};

async function main(run: Run<typeof own>): Promise<number> {
  const { values, positionals } = run;
  const target = await findCluster(run, 'look');
  requireServers(target.cluster, positionals);
  await requirePresence(target, run.signal);
  return oneAfterAnother(target, positionals, { ...run, deadlineMs: values.deadline, force: values.force });
}

/** All of them at once would be an outage: whoever wants that has down and up, and roll takes one after another. */
function requireServers(cluster: Cluster, given: readonly string[]): void {
  const servers = cluster.servers.map(({ name }) => name);
  const unknown = given.filter((name) => !servers.includes(name));
  const twice = given.filter((name, index) => given.indexOf(name) < index);
  if (twice.length > 0) throw new UsageError(twice.map((name) => `${name} is named twice`));
  if (given.length === 0) {
    const all = `${command('roll')} takes all of them`;
    throw new UsageError([`restart needs a server: one or more of ${servers.join(', ')}; ${all}`]);
  }
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
  settings: own,
  main,
});
