import { command } from '../package';
import { print, runProgram, unexpectedWord, UsageError, type Run } from '../cli-kit';
import { named, readRecord, wayIn } from '../local';
import type { Cluster } from '../cluster';
import { describedCluster } from './client/described-cluster';
import { FORMATS } from './client-config/formats';
import { settings } from './client-config/settings';

async function main({ values, positionals, signal }: Run<typeof settings>): Promise<number> {
  const { user, format, folder } = values;
  const described = describedCluster(values);
  const name = values.name ?? described.name;
  const record = readRecord({ name }, folder);
  const cluster = named(described, { name: values.name, ports: {} }, record, 'look');
  const faults = [
    ...positionals.map((word) => unexpectedWord(word, 'client-config')),
    ...(record ? [] : [`there is no cluster "${name}" in ${folder} yet: ${command('up')} makes it`]),
    ...userFaults(cluster, user),
  ];
  if (faults.length > 0) throw new UsageError(faults);
  await print(FORMATS[format](wayIn(cluster, folder, user)), signal);
  return 0;
}

function userFaults({ name, security }: Cluster, user: string | undefined): readonly string[] {
  if (user === undefined) return [];
  const names = security?.users.map((each) => each.name) ?? [];
  if (names.includes(user)) return [];
  const allowed = names.length === 0 ? 'it describes none' : `use ${names.join(', ')}`;
  return [`--user must be a user of cluster "${name}", but ${user} was given: ${allowed}`];
}

void runProgram({
  verb: 'client-config',
  summary:
    'Prints what other clients need to get in to a cluster on this machine: addresses and the paths of files, and no password.',
  examples: ['--cluster secure --user billing', '--cluster secure --user billing --for kcat', '--for kafkajs'],
  settings,
  main,
});
