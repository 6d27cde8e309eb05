import { startConsole } from '../console';
import { defaultFormat, logger, runProgram, type Run } from '../cli-kit';
import { open } from './client/open';
import { passwordIn } from './client/password-in';
import { settings } from './console/settings';
import { untilGone } from './console/until-gone';

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, signal, note } = run;
  const { uiPort: port, listen: address, hosts, passwordFile, readOnly } = values;
  const log = logger(values.logLevel, values.logFormat ?? defaultFormat());
  const password = passwordFile === undefined ? {} : { password: passwordIn(passwordFile, '--password-file') };
  const console = await startConsole({ port, address, hosts, readOnly, ...password, log });
  const { client } = await open('console', run);
  console.show(client);
  process.stdout.write(`${console.url}\n`);
  if (process.stderr.isTTY) note('Ctrl-C ends it');
  await untilGone(values.endsWith, signal);
  // What it has accepted is sent first.
  await console.close();
  await client.close();
  return 0;
}

void runProgram({
  verb: 'console',
  summary: 'Shows a cluster in the browser: brokers, topics, messages, groups and their lag. Runs until Ctrl-C.',
  examples: ['', '-b localhost:9092 --ui-port 8081', '--read-only'],
  settings,
  main,
});
