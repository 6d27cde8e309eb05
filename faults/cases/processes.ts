import { statSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Audit, readJournals, type Journal } from '../../lib/audit';
import { eventually } from '../../test/support/eventually';
import { runProgram, type Running } from '../../test/support/run';
import type { Fault, FaultContext } from '../fault';

const KEYS = 1000;
const DEADLINE_MS = 5000;

/** Runs `npm run produce` on a file of keyed lines, and `strike` once a quarter of the outcomes is journalled. */
async function produceUntil(
  { local, topic, messages, rate }: FaultContext,
  strike: (producing: Running, journalSize: () => number) => Promise<void>,
): Promise<{ journal: Journal; exitCode: number | null }> {
  // It goes when the cluster goes, whatever becomes of this.
  const folder = await mkdtemp(join(local.folder, 'producer-'));
  const [file, path] = [join(folder, 'messages.ndjson'), join(folder, 'journal.ndjson')];
  writeFileSync(file, Array.from({ length: messages }, (_, i) => `{"key":${i % KEYS},"number":${i}}\n`).join(''));
  const args = [
    ...['-b', local.bootstrap.join(','), '-t', topic, '--file', file, '--key-field', 'key', '--journal', path],
    ...['--rate', `${rate}`, '--deadline', `${DEADLINE_MS}ms`],
  ];
  const producing = runProgram('lib/cli/produce.ts', args, { deadlineMs: TIMEOUT_MS });
  const size = () => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  await eventually('a quarter of the outcomes is journalled', () => size() > (messages / 4) * LINE_BYTES, 60_000);
  await strike(producing, size);
  const { exitCode } = await producing;
  const [journal] = await readJournals(path);
  return { journal: journal!, exitCode };
}

const LINE_BYTES = 80;
const TIMEOUT_MS = 5 * 60_000;
/** What a stopped process had begun to write is there after this. */
const SETTLE_MS = 1000;

export const processes: readonly Fault[] = [
  {
    name: 'producer-killed',
    does: 'a producing program is killed',
    allows: ['unknown'],
    async run(context) {
      const { journal } = await produceUntil(context, (producing) => {
        producing.kill('SIGKILL');
        return Promise.resolve();
      });
      if (journal.isComplete) throw new Error('the producer had ended before it was killed');
      return { hit: `its journal ends after ${journal.sent} messages`, audit: new Audit([journal]) };
    },
  },
  {
    name: 'producer-frozen',
    does: 'a producing program is frozen for longer than it gives each message',
    allows: ['failed', 'unknown'],
    async run(context) {
      const { journal, exitCode } = await produceUntil(context, async (producing, journalSize) => {
        producing.kill('SIGSTOP');
        await delay(SETTLE_MS);
        const size = journalSize();
        await delay(context.freezeMs);
        if (journalSize() !== size) throw new Error('the producer went on while it was frozen');
        producing.kill('SIGCONT');
      });
      if (exitCode !== 0 && exitCode !== 4) throw new Error(`the producer ended with exit code ${exitCode}`);
      if (!journal.isComplete) throw new Error('the producer ended without an outcome for each message');
      const hit = `woke up after ${context.freezeMs / 1000} s and ended with exit code ${exitCode}`;
      return { hit, audit: new Audit([journal]) };
    },
  },
];
