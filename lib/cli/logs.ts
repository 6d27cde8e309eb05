import { print } from '../cli-kit/print';
import { integer, runProgram, boolean, UsageError, type Run } from '../cli-kit';
import { findRunning } from './cluster/find-running';
import { clusterSettings, targetSettings, portSettings } from './cluster/settings';

const settings = {
  follow: boolean({ flag: ['follow', 'f'], help: 'go on with what is written later, until Ctrl-C' }),
  tail: integer({
    flag: ['tail', 'n'],
    metavar: 'N',
    min: 0,
    default: undefined,
    help: 'the last lines of each only; by default all since its start',
  }),
  previous: boolean({ flag: ['previous'], help: 'of the start before' }),
  ...targetSettings,
  ...clusterSettings,
  ...portSettings,
};

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, positionals, signal } = run;
  if (values.follow && values.previous)
    throw new UsageError(['--follow and --previous exclude each other: leave one out']);
  const target = await findRunning(run, 'shown');
  const { follow, previous, tail } = values;
  const { servers, linesOf } = await target.logs({ follow, previous, tail, signal });
  const of = values.previous ? 'log of the start before' : 'log';
  if (servers.length === 0)
    throw new UsageError([`there is no ${of} of cluster ${target.cluster.name} on ${target.name}`]);
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

void runProgram({
  verb: 'logs',
  operands: '[SERVER…]',
  summary: 'Prints what servers have logged since their start: of those that are named, such as broker-1, or of all.',
  examples: ['broker-1 --tail 20', '--follow', 'zookeeper-1 --previous'],
  settings,
  main,
});
