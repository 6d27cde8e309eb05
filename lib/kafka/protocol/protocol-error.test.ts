import { protocolError } from './protocol-error';

test.each([
  [0, undefined],
  [6, { type: 'NOT_LEADER_OR_FOLLOWER', retriable: true }],
  [10, { type: 'MESSAGE_TOO_LARGE', retriable: false }],
  [31, { type: 'CLUSTER_AUTHORIZATION_FAILED', message: 'Cluster authorization failed', retriable: false }],
  // Not so for Java; the broker only stumbled.
  [-1, { type: 'UNKNOWN_SERVER_ERROR', retriable: true }],
  [9999, { type: 'ERROR_9999', message: 'error code 9999', retriable: false }],
])('error code %d is %j', (code, error) => {
  if (error) expect(protocolError(code)).toMatchObject(error);
  else expect(protocolError(code)).toBeUndefined();
});
