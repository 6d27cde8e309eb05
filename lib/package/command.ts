import { readFileSync } from 'node:fs';
import { isSource } from './root';
import { clusterInHand, type WhichCluster } from './which-cluster';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How a verb is typed, with what follows it: `npm run up -- --name x`, or `npx kafka-streaming up --name x`.
 * @param which the cluster that it is to be about. @default - the one that this process is about
 */
export type Command = (verb: string, words?: string, which?: WhichCluster) => string;

/**
 * As the user typed the one that runs: in a checkout by the scripts of npm, elsewhere by the name of the command, or by scripts
 * that are short for it, as far as there are some.
 */
export function commandFor(env: Environment, inCheckout: boolean): Command {
  const scripts = inCheckout ? undefined : scriptsOf(env);
  return (verb, words = '', which = clusterInHand()) => {
    const isScript = inCheckout || scripts?.[verb]?.startsWith(`kafka-streaming ${verb}`);
    const typed = !isScript ? `npx kafka-streaming ${verb}` : verb === 'start' ? 'npm start' : `npm run ${verb}`;
    const all = [words, flagsOf(verb, which)].filter((part) => part !== '').join(' ');
    return all === '' ? typed : `${typed} ${isScript ? '-- ' : ''}${all}`;
  };
}

export const command: Command = commandFor(process.env, isSource);

const TARGETED = ['on', 'cluster', 'name', 'folder'] as const;
const CONNECTED = ['brokers', 'cluster', 'name', 'folder', 'commandConfig'] as const;

const TYPED: Readonly<Record<keyof WhichCluster, string>> = {
  on: '--on',
  cluster: '--cluster',
  name: '--name',
  folder: '--folder',
  brokers: '-b',
  commandConfig: '--command-config',
};

/** The flags by which each verb is told which cluster it is about; one that is not here is about none. */
export const CLUSTER_FLAGS: Readonly<Record<string, readonly (keyof WhichCluster)[]>> = {
  start: TARGETED,
  up: TARGETED,
  down: TARGETED,
  status: TARGETED,
  diff: TARGETED,
  logs: TARGETED,
  restart: TARGETED,
  roll: TARGETED,
  doctor: TARGETED,
  produce: CONNECTED,
  consume: CONNECTED,
  topics: CONNECTED,
  groups: CONNECTED,
  admin: CONNECTED,
  backup: CONNECTED,
  restore: CONNECTED,
  console: CONNECTED,
  audit: CONNECTED,
  clusters: ['folder'],
  metrics: ['cluster', 'name', 'folder'],
  'client-config': ['cluster', 'name', 'folder'],
  images: ['cluster', 'name'],
};

function flagsOf(verb: string, which: WhichCluster): string {
  const known = Object.hasOwn(CLUSTER_FLAGS, verb) ? CLUSTER_FLAGS[verb]! : [];
  // Who names brokers has said all.
  const said =
    which.brokers !== undefined && known.includes('brokers') ? (['brokers', 'commandConfig'] as const) : known;
  return said
    .flatMap((name) => (which[name] === undefined ? [] : [`${TYPED[name]} ${inShell(which[name])}`]))
    .join(' ');
}

/** As one word, whatever is in it. */
export const inShell = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** Of the package whose script has started this; undefined where none has. `npx` counts as a script of that name. */
function scriptsOf({ npm_lifecycle_event, npm_lifecycle_script, npm_package_json }: Environment) {
  const isScript = npm_lifecycle_event !== 'npx' && npm_lifecycle_script?.startsWith('kafka-streaming ');
  if (!isScript || npm_package_json === undefined) return undefined;
  try {
    const { scripts } = JSON.parse(readFileSync(npm_package_json, 'utf8')) as { scripts?: Record<string, string> };
    return scripts;
  } catch {
    return undefined;
  }
}
