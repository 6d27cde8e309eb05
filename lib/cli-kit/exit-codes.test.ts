import { exitCodeOf } from './exit-codes';

const error = (fields: object) => Object.assign(new Error('x'), fields);

test.each<[string, unknown, number | undefined]>([
  ['that says its exit code', error({ exitCode: 5, code: 'NOT_DONE', retriable: true }), 5],
  ['of the clients', error({ code: 'NOT_DONE', retriable: false }), 4],
  ["that is one of Kafka's others", error({ code: 'KAFKA_STORAGE_ERROR', retriable: true }), 1],
  ['of Node.js, which has a code too', error({ code: 'NOT_DONE' }), undefined],
  ['that nobody expected', error({ retriable: true }), undefined],
  ['whose exit code is no number', error({ exitCode: 'two' }), undefined],
  ['that is no Error', { exitCode: 5 }, undefined],
  ['that is nothing', undefined, undefined],
])('an error %s ends with what it deserves', (_, given, exitCode) => expect(exitCodeOf(given)).toBe(exitCode));
