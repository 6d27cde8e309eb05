import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startKafka } from '../lib/local';
import { Packed, type Project } from '../test/support/packed';
import { connect, createTopic } from '../lib/kafka';
import { bootstrap, start, verbFlags, withFolder } from './cluster';
import { interleaved, root, wallTime, type Row } from './measure';

const ROUNDS = 9;
const BAR = 0.75;
/** The cluster runs already, and is found by its name. */
const NAMED = (folder: string): string[] => verbFlags(folder).filter((_, index, flags) => !isPort(flags, index));
const isPort = (flags: readonly string[], index: number): boolean =>
  [flags[index], flags[index - 1]].some((flag) => flag?.endsWith('-port'));

const VERBS: Readonly<Record<string, readonly string[]>> = {
  'jobs/produce.ts': [],
  'jobs/consume.ts': ['-n', '30'],
  'jobs/admin.ts': ['list'],
  'lib/cli/status.ts': ['--on', 'local'],
};
const CLUSTER = `import { defineCluster, text, topic } from 'kafka-streaming';
export const clusters = { bench: defineCluster({ topics: { test: topic({ partitions: 3, serde: text }) } }) };
`;

/** What the command costs over a bare node, built beside as source; each finds the cluster by itself. */
export const starting = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    await start(folder);
    await makeTopic();
    const packed = new Packed();
    try {
      const project = packed.project('bench', { 'cluster.ts': CLUSTER });
      const rows: Row[] = [];
      for (const [file, args] of Object.entries(VERBS))
        rows.push(await row(file, [...args, ...NAMED(folder)], project));
      return [...rows, await clusterOfTest()];
    } finally {
      packed.remove();
    }
  });

/** Of two cores that others use too. */
const CLUSTER_BAR_MS = 4000;

/** `startKafka`, as a test calls it: until the cluster can be used. */
async function clusterOfTest(): Promise<Row> {
  const { started } = await interleaved(
    {
      started: async () => {
        const startedAt = performance.now();
        const kafka = await startKafka();
        const time = performance.now() - startedAt;
        await kafka.stop();
        return time;
      },
    },
    ROUNDS,
  );
  const bar = `≤ ${CLUSTER_BAR_MS} ms`;
  return {
    what: 'startKafka, one broker',
    ours: `${Math.round(started)} ms`,
    other: '',
    ratio: started / CLUSTER_BAR_MS,
    bar,
  };
}

async function makeTopic(): Promise<void> {
  const client = await connect({ brokers: bootstrap });
  await createTopic(client, { name: 'test', partitions: 3, replicationFactor: 3 });
  await client.close();
}

async function row(file: string, args: readonly string[], project: Project): Promise<Row> {
  const verb = path.basename(file, '.ts');
  const command = path.join(project.folder, 'node_modules/kafka-streaming/build/cli/kafka-streaming.js');
  const { built, source, bare } = await interleaved(
    {
      built: () => cpuTime([command, verb, ...args], project.folder),
      source: () => cpuTime(['-r', './register.js', file, ...args], root),
      bare: () => cpuTime(['-e', '0'], root),
    },
    ROUNDS,
  );
  return {
    what: `CPU time of ${verb}, over a bare node`,
    ours: `${(built - bare).toFixed(1)} ms`,
    other: `${(source - bare).toFixed(1)} ms  as source`,
    ratio: (built - bare) / (source - bare),
    bar: `≤ ${BAR}`,
  };
}

/** Milliseconds of CPU that a program took from its start to its end. */
async function cpuTime(args: readonly string[], cwd: string): Promise<number> {
  const env = { CPU_FILE: path.join(cwd, 'node_modules/.cpu') };
  await wallTime({ file: process.execPath, args: ['-r', path.join(__dirname, 'report-cpu.js'), ...args], env, cwd });
  return Number(readFileSync(env.CPU_FILE, 'utf8')) / 1000;
}
