import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Command } from '../measure';

const PYTHON = process.env['PYTHON'] ?? 'python3';

export const isKafkaPythonInstalled = (): boolean => spawnSync(PYTHON, ['-c', 'import kafka']).status === 0;

/** Does with kafka-python what one of the jobs does. */
export const kafkaPython = (job: 'produce' | 'consume', args: readonly string[]): Command => ({
  file: PYTHON,
  args: [path.join(__dirname, `${job}.py`), ...args],
});
