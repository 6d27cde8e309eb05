import { bytes } from '../lib/cli-kit';
import { bareStart, commandLines, residentMemory, start, stop, verbFlags, withFolder } from './cluster';
import { interleaved, ratioRow, wallTime, type Row } from './measure';

const ROUNDS = 5;
const MEMORY_BAR = 600e6;

/** `npm start` against the bare JVMs, and what the cluster takes of the memory. */
export const local = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    await start(folder);
    const commands = await commandLines(folder);
    await stop(folder);
    const { ours, bare } = await interleaved(
      {
        async ours() {
          const args = ['start', '--silent', '--', '--on', 'local', ...verbFlags(folder)];
          const time = await wallTime({ file: 'npm', args, until: /30 consumed/ });
          await stop(folder);
          return time;
        },
        bare: () => bareStart(commands),
      },
      ROUNDS,
    );
    await start(folder);
    const memory = await residentMemory(folder);
    return [
      ratioRow('npm start, warm, until 30 are consumed', ours, bare, 1.5, 'bare JVMs until all brokers answer'),
      {
        what: 'memory of ZooKeeper and three brokers',
        ours: bytes(memory),
        other: '',
        ratio: memory / MEMORY_BAR,
        bar: `≤ ${bytes(MEMORY_BAR)}`,
      },
    ];
  });
