import { numberedMessages } from './numbered-messages';

test('numbered messages count from 0, even ones under the key 0, odd ones under 1', () => {
  expect([...numberedMessages(3)]).toEqual([
    { key: '0', value: 'New message # 0' },
    { key: '1', value: 'New message # 1' },
    { key: '0', value: 'New message # 2' },
  ]);
});
