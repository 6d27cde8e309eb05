import { kafkaMessageOf, messageOf } from './messages';

test('sends a list of headers as several of one name, and takes undefined for null', () => {
  const headers = { a: ['1', Buffer.from('2')], b: undefined };
  expect(messageOf('t', { value: 'v', headers, timestamp: '5' })).toEqual({
    ...{ topic: 't', value: 'v', timestamp: 5 },
    headers: [
      ['a', '1'],
      ['a', Buffer.from('2')],
      ['b', null],
    ],
  });
});

test('hands out headers by name, and numbers as text', () => {
  const [a, b] = [Buffer.from('1'), Buffer.from('2')];
  const bytes = { key: null, value: b };
  const read = { ...bytes, partition: 0, offset: 7, timestamp: 5, timestampType: 'create' as const };
  const headers = [
    ['x', a],
    ['y', a],
    ['x', b],
  ] as const;
  expect(kafkaMessageOf({ ...read, headers })).toMatchObject({
    ...bytes,
    offset: '7',
    timestamp: '5',
    headers: { x: [a, b], y: a },
  });
});
