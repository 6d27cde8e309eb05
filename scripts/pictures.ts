import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { clusters } from '../cluster';
import { down, status } from '../lib/local';
import { project } from '../lib/cli-kit';
import { consolePictures } from './console-pictures';
import { terminalSvg, type Line } from './terminal-svg';

// The pictures of README and docs, or of those kinds that are named: `npm run pictures -- console`.
const root = join(__dirname, '..');
const folder = join(root, 'docs/pictures');
const run = { folder: project.localFolder };
const cluster = clusters['three-brokers'];

/** What a person sees, each line at its time. */
async function recorded(command: string): Promise<readonly Line[]> {
  const began = performance.now();
  const [file, ...args] = command.split(' ') as [string, ...string[]];
  const env = { ...process.env, KAFKA_ON: 'local', npm_config_loglevel: 'silent' };
  const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: Line[] = [];
  const listen = (input: NodeJS.ReadableStream) =>
    createInterface({ input }).on('line', (text) => lines.push({ text, atMs: performance.now() - began }));
  [child.stdout, child.stderr].forEach(listen);
  await new Promise((resolve) => child.once('close', resolve));
  return lines;
}

async function picture(name: string, command: string): Promise<void> {
  const lines = await recorded(command);
  writeFileSync(join(folder, `${name}.svg`), terminalSvg(command, lines));
  process.stdout.write(`docs/pictures/${name}.svg: ${command}, ${lines.length} lines\n`);
}

/** Of a cluster that is really started, on the ports that they show. */
async function terminalPictures(): Promise<void> {
  const data = join(run.folder, cluster.name);
  if (existsSync(data)) throw new Error(`${data} is there, and would be removed: npm run down -- --delete-data first`);
  try {
    await picture('start', 'npm start');
    const broker = (await status(cluster, run)).find(({ name }) => name === 'broker-2');
    process.kill(broker!.pid!, 'SIGKILL');
    // Until the others know it: what is shown should be how it stays.
    while (!(await recorded('npm run status')).some(({ text }) => / 2\/3 /.test(text)));
    await picture('status', 'npm run status');
  } finally {
    await down(cluster, { ...run, deleteData: true });
  }
}

const KINDS = { terminal: terminalPictures, console: () => consolePictures(folder) };

async function main(named: readonly string[]): Promise<void> {
  const unknown = named.filter((kind) => !Object.hasOwn(KINDS, kind));
  if (unknown.length > 0)
    throw new Error(`there are ${Object.keys(KINDS).join(', ')}, but ${unknown.join()} was given`);
  mkdirSync(folder, { recursive: true });
  for (const [kind, make] of Object.entries(KINDS)) if (named.length === 0 || named.includes(kind)) await make();
}

void main(process.argv.slice(2));
