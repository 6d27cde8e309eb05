import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { interleaved, ratioRow, wallTime, type Row } from './measure';

const ROUNDS = 5;

/** `cdk8s synth` against the same with the app command of cdk8s' own template, and the app alone against an empty node. */
export async function synth(): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'synth-'));
  const output = path.join(folder, 'dist');
  const env = { CDK8S_CHECK_UPGRADE: 'false' };
  const cli = (...args: string[]) =>
    wallTime({ file: 'node_modules/.bin/cdk8s', args: ['synth', '--output', output, ...args], env });
  const node = (...args: string[]) => wallTime({ file: process.execPath, args, env: { CDK8S_OUTDIR: output } });
  try {
    const { ours, template, app, empty } = await interleaved(
      {
        ours: () => cli(),
        template: () => cli('--app', 'npx ts-node main.ts'),
        app: () => node('-r', './register.js', 'main.ts'),
        empty: () => node('-e', '0'),
      },
      ROUNDS,
    );
    return [
      ratioRow('cdk8s synth', ours, template, 0.4, "with the template's npx ts-node main.ts"),
      ratioRow('the cdk8s app alone', app, empty, 4, 'an empty node'),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
