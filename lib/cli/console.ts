import { once } from 'node:events';
import { startConsole } from '../console';
import { integer, runProgram, boolean, type Run } from '../cli-kit';
import { open } from './client/open';
import { connection } from './client/settings';

const settings = {
  ...connection,
  uiPort: integer({
    flag: ['ui-port'],
    env: ['CONSOLE_PORT'],
    metavar: 'PORT',
    min: 0,
    max: 65_535,
    default: 8080,
    help: 'port of the page on this machine; 0 for any that is free',
  }),
  readOnly: boolean({ flag: ['read-only'], env: ['CONSOLE_READ_ONLY'], help: 'show everything, change nothing' }),
};

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, signal, note } = run;
  const { client, log } = await open('console', run);
  try {
    const console = await startConsole({ client, port: values.uiPort, readOnly: values.readOnly, log });
    process.stdout.write(`${console.url}\n`);
    if (process.stderr.isTTY) note('Ctrl-C ends it');
    if (!signal.aborted) await once(signal, 'abort');
    await console.close();
  } finally {
    await client.close();
  }
  return 0;
}

void runProgram({
  verb: 'console',
  summary: 'Shows a cluster in the browser: brokers, topics, messages, groups and their lag. Runs until Ctrl-C.',
  examples: ['', '-b localhost:9092 --ui-port 8081', '--read-only'],
  settings,
  main,
});
