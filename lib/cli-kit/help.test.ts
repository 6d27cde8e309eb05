import { helpText } from './help';
import { boolean, duration, string } from './setting';

const topic = string({
  flag: ['topic', 't'],
  env: ['TOPIC', 'OLD_TOPIC'],
  metavar: 'NAME',
  default: 'test',
  help: 'topic',
});
const json = boolean({ flag: ['json'], help: 'JSON' });
const wait = duration({ flag: ['wait'], env: ['WAIT_MS'], default: 5000, help: 'patience' });
const ofJobs = string({ env: ['OUTPUT'], metavar: 'FORMAT', default: undefined, help: 'for jobs' });

test('the help names every flag, value, default and variable', () => {
  const help = helpText(
    { verb: 'produce', operands: '[FILE]', summary: 'Produces.', examples: ['-n 3', ''] },
    { topic, json, wait, ofJobs },
  );
  expect(help.split('\n')).toEqual([
    'Produces.',
    '',
    'Usage: npm run produce -- [FILE] [options]',
    '',
    '  -t, --topic NAME  topic [default test; TOPIC]',
    '      --json        JSON',
    '      --wait SPAN   patience [default 5s; WAIT_MS]',
    '                    for jobs [OUTPUT]',
    '',
    'SPAN is a time span such as 250ms, 10s, 2m or 1h.',
    '',
    'Examples:',
    '  npm run produce -- -n 3',
    '  npm run produce',
    '',
  ]);
});

test('what is not there takes no line: operands, time spans, examples', () => {
  const byVariable = duration({ env: ['WAIT_MS'], default: 5000, help: 'patience' });
  expect(helpText({ verb: 'produce', summary: 'Produces.' }, { json, byVariable }).split('\n')).toEqual([
    'Produces.',
    '',
    'Usage: npm run produce -- [options]',
    '',
    '      --json  JSON',
    '              patience [default 5s; WAIT_MS]',
    '',
  ]);
});
