import { errorCodes } from 'kafkajs/src/protocol/error';
import { protocolErrorCodes } from './protocol-error-code';

test('all errors that kafkajs knows have a type', () => {
  expect(protocolErrorCodes).toEqual(errorCodes.map(({ type }) => type));
});
