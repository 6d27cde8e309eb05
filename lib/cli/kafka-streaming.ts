#!/usr/bin/env node
import { join } from 'node:path';
import { isSource, packageRoot, version } from '../package';
import { VERBS } from './verbs';

const PAGE = `Kafka on Kubernetes and on this machine, as the nearest cluster.ts describes it.

Usage: kafka-streaming VERB [options]

${Object.entries(VERBS)
  .map(([verb, { does }]) => `  ${verb.padEnd(10)}${does}`)
  .join('\n')}

kafka-streaming VERB --help shows the options of each.
`;

// `help up` is `up --help`.
if (process.argv[2] === 'help' && process.argv[3] !== undefined) process.argv.splice(2, 2, process.argv[3], '--help');

const [, , verb = '--help'] = process.argv;
if (['--help', '-h', 'help'].includes(verb)) process.stdout.write(PAGE);
else if (['--version', '-v', 'version'].includes(verb)) process.stdout.write(`${version}\n`);
else if (Object.hasOwn(VERBS, verb)) run(verb);
else void refuse(verb);

/** Each verb is a program of its own, which reads its words from the command line. */
function run(verb: string): void {
  process.argv.splice(2, 1);
  const program = isSource ? VERBS[verb]!.file : `build/cli/${verb}.js`;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which one is known only now
  require(join(packageRoot, program));
}

async function refuse(word: string): Promise<void> {
  const { nearest } = await import('../cluster/nearest.ts');
  const meant = nearest(word, Object.keys(VERBS));
  const advice = meant === undefined ? `use ${Object.keys(VERBS).join(', ')}` : `did you mean ${meant}?`;
  process.stderr.write(`kafka-streaming knows no verb "${word}": ${advice}\n`);
  process.exitCode = 2;
}
