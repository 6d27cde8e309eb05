import { clientErrors } from '../lib/kafka/protocol/error-code';
import { kafkaErrors } from '../lib/kafka/protocol/kafka-errors';
import { EXIT_CODES } from '../lib/cli-kit/exit-codes';

describe('the table of exit codes', () => {
  test('has each error of the clients', () => {
    expect(Object.keys(EXIT_CODES)).toEqual(expect.arrayContaining(Object.keys(clientErrors)));
  });

  test('has no code that neither the clients nor Kafka has', () => {
    const codes = [...Object.keys(clientErrors), ...Object.keys(kafkaErrors)];
    expect(Object.keys(EXIT_CODES).filter((code) => !codes.includes(code))).toEqual([]);
  });
});
