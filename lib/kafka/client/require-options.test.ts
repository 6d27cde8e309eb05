import { rejection } from '../../../test/support/rejection';
import { consume } from '../group/consume';
import { createProducer } from '../producer/create-producer';
import { read } from '../reader/read';
import { requireStart } from '../reader/require-start';
import { connect } from './connect';
import { requireOptions } from './require-options';

test.each([
  [{ concurrency: 0 }, 'concurrency must be a whole number from 1, or Infinity, but 0 was given'],
  [{ count: NaN }, 'count must be a whole number from 0, or Infinity, but NaN was given'],
  [{ idleMs: -1 }, 'idleMs must be milliseconds from 0, or Infinity, but -1 was given'],
  [{ lingerMs: Infinity }, 'lingerMs must be milliseconds from 0 to 2147483647, but Infinity was given'],
  [
    { maxPollIntervalMs: Infinity },
    'maxPollIntervalMs must be a whole number from 1 to 2147483647, but Infinity was given',
  ],
  [{ until: 'caughtup' }, "until must be 'caught-up' or 'never', but 'caughtup' was given"],
  [{ lingerMS: 5 }, 'there is no option lingerMS: did you mean lingerMs?'],
  [{ acks: 1 }, 'there is no option acks'],
  [{ autoCommit: false }, 'there is no option autoCommit'],
  [{ toString: 1 }, 'there is no option toString'],
  [
    { fromBeginning: 'true' },
    "fromBeginning must be true, false, or one of these for each topic by name, but 'true' was given",
  ],
  [
    { fromBeginning: { orders: 1 } },
    'fromBeginning must be true, false, or one of these for each topic by name, but { orders: 1 } was given',
  ],
  [{ topics: [] }, 'topics must be the names of topics, of one at least, or a regular expression, but [] was given'],
  [
    { topics: 'orders' },
    "topics must be the names of topics, of one at least, or a regular expression, but 'orders' was given",
  ],
  [{ partitions: ['0'] }, "partitions must be a list of whole numbers from 0, of one at least, but [ '0' ] was given"],
  [{ signal: {} }, 'signal must be an AbortSignal, but {} was given'],
  [{ deliveryTimeoutMs: 0 }, 'deliveryTimeoutMs must be milliseconds from 1, or Infinity, but 0 was given'],
  [{ sessionTimeout: 5 }, 'there is no option sessionTimeout: did you mean sessionTimeoutMs?'],
])('%j is no set of options', (options, message) => {
  expect(() => requireOptions(options)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION', message }) as Error);
});

test.each([null, undefined, 5])('%j is no set of options', async (given) => {
  const refused = { code: 'INVALID_OPTION', message: `options must be an object, but ${String(given)} was given` };
  const [options, client] = [given, {}] as [never, never];
  expect(await rejection(connect(options))).toMatchObject(refused);
  expect(await rejection(read(client, options).next())).toMatchObject(refused);
  expect(await rejection(consume(client, options, () => undefined))).toMatchObject(refused);
  if (given !== undefined) expect(await rejection(createProducer(client, options))).toMatchObject(refused);
  expect(await rejection(connect({ brokers: options }))).toMatchObject({ code: 'INVALID_OPTION' });
});

test('what is left out, has no bound or is looked at elsewhere is none of its business', () => {
  requireOptions({ idleMs: Infinity, count: 0, deadlineMs: undefined, topics: /x/, ssl: false, brokers: 5 });
});

test('a start is one of those that there are, with offsets that there can be', () => {
  for (const from of ['beginning', 'end', { offset: 3 }, { offset: { 0: 1, 2: 0 } }, { last: 1 }, { timestamp: 5 }])
    requireStart(from);
  for (const from of ['start', {}, null, { offset: 1.5 }, { offset: { 0: -1 } }, { last: NaN }, { timestamp: 1e20 }])
    expect(() => requireStart(from)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }) as Error);
});
