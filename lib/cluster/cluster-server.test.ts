import { parseServerName } from '.';

test('a server is known by its name, by that of its claim, and by a prefixed one', () => {
  expect(parseServerName('broker-12')).toEqual({ prefix: '', role: 'broker', id: 12 });
  expect(parseServerName('data-zookeeper-1')).toEqual({ prefix: 'data-', role: 'zookeeper', id: 1 });
  expect(parseServerName('my-broker-2-broker-3')).toEqual({ prefix: 'my-broker-2-', role: 'broker', id: 3 });
});

test.each(['broker', 'broker-0', 'broker-01', 'broker-1-external', 'kafka-ui-1', 'brokers-1'])(
  'nothing else is one: %s',
  (name) => {
    expect(parseServerName(name)).toBeUndefined();
  },
);
