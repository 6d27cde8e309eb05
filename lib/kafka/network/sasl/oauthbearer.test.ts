import { oauthbearer } from './oauthbearer';

test('sends the token, and what goes with it', () => {
  const conversation = oauthbearer({ value: 'abc', extensions: { logicalCluster: 'lkc-1' } });
  expect(String(conversation.next().value)).toBe('n,,\x01auth=Bearer abc\x01logicalCluster=lkc-1\x01\x01');
  expect(conversation.next(Buffer.alloc(0))).toEqual({ done: true, value: undefined });
});

test('lets a broker refuse that says why', () => {
  const conversation = oauthbearer({ value: 'abc' });
  conversation.next();
  expect(String(conversation.next(Buffer.from('{"status":"invalid_token"}')).value)).toBe('\x01');
});
