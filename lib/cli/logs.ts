import { podLog, status as podsOf } from '../kind';
import { loggedServers, serverLog } from '../local';
import { print } from '../cli-kit/print';
import { integer, runProgram, toggle, UsageError, type Run } from '../cli-kit';
import type { Found } from './cluster/find-cluster';
import { findRunning } from './cluster/find-running';
import { clusterSettings, placeSettings, portSettings } from './cluster/settings';

const settings = {
  follow: toggle({ flag: ['follow', 'f'], help: 'go on with what is written later, until Ctrl-C' }),
  tail: integer({
    flag: ['tail', 'n'],
    metavar: 'N',
    min: 0,
    default: undefined,
    help: 'the last lines of each only; by default all since its start',
  }),
  previous: toggle({ flag: ['previous'], help: 'of the start before' }),
  ...placeSettings,
  ...clusterSettings,
  ...portSettings,
};

/** Who has a log, and what is in it. */
interface Logs {
  readonly servers: readonly string[];
  readonly linesOf: (server: string) => AsyncIterable<string>;
}

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, positionals, signal } = run;
  if (values.follow && values.previous)
    throw new UsageError(['--follow and --previous exclude each other: leave one out']);
  const found = await findRunning(run, 'shown');
  const { servers, linesOf } = found.place === 'kind' ? await logsOfPods(found, run) : logsOfServers(found, run);
  const of = values.previous ? 'log of the start before' : 'log';
  if (servers.length === 0)
    throw new UsageError([`there is no ${of} of cluster ${found.cluster.name} on ${found.place}`]);
  const unknown = positionals.filter((name) => !servers.includes(name));
  if (unknown.length > 0) {
    throw new UsageError(unknown.map((name) => `there is no ${of} of ${name}, but of ${servers.join(', ')}`));
  }
  const chosen = positionals.length > 0 ? [...new Set(positionals)] : servers;
  const width = chosen.length > 1 ? Math.max(...chosen.map(({ length }) => length)) : undefined;
  const printLog = async (server: string): Promise<void> => {
    const prefix = width === undefined ? '' : `${server.padEnd(width)} | `;
    for await (const line of linesOf(server))
      await print(
        `${prefix}${line}
`,
        signal,
      );
  };
  // Whole logs one after another are read more easily than side by side; what is followed comes as it comes.
  if (values.follow) await Promise.all(chosen.map(printLog));
  else for (const server of chosen) await printLog(server);
  return 0;
}

const logsOfServers = ({ cluster }: Pick<Found, 'cluster'>, { values, signal }: Run<typeof settings>): Logs => {
  const options = { ...values, signal };
  return {
    servers: loggedServers(cluster, options),
    linesOf: (server) => serverLog(cluster, server, options),
  };
};

async function logsOfPods(
  { cluster }: Pick<Found, 'cluster'>,
  { values, signal }: Run<typeof settings>,
): Promise<Logs> {
  const { follow, previous, tail } = values;
  const flags = [
    ...(follow ? ['--follow'] : []),
    ...(previous ? ['--previous'] : []),
    ...(tail === undefined ? [] : [`--tail=${tail}`]),
  ];
  return {
    servers: (await podsOf(cluster, signal)).map(({ name }) => name),
    linesOf: (pod) => podLog(cluster, pod, flags, signal),
  };
}

void runProgram({
  verb: 'logs',
  operands: '[SERVER…]',
  summary: 'Prints what servers have logged since their start: of those that are named, such as broker-1, or of all.',
  examples: ['broker-1 --tail 20', '--follow', 'zookeeper-1 --previous'],
  settings,
  main,
});
