import { bytes, deletable, json, text, type Serde } from './index';

interface Order {
  readonly id: number;
}

function order(value: unknown): Order {
  if (typeof (value as Order).id !== 'number') throw new Error('an order has a number as its id');
  return value as Order;
}

const stored = (written: string | Uint8Array | null): Buffer | null => (written === null ? null : Buffer.from(written));

test.each<[string, Serde<unknown>, unknown]>([
  ['json', json(), { id: 1, items: ['ä', null] }],
  ['json that is checked', json(order), { id: 1 }],
  ['text', text, 'värde'],
  ['bytes', bytes, Buffer.from([0, 255])],
  ['bytes, of a deleted key', bytes, null],
  ['what is deletable', deletable(text), 'a'],
  ['what is deletable and deleted', deletable(text), null],
])('%s comes back as it was', (_, serde, value) => {
  expect(serde.deserialise(stored(serde.serialise(value)))).toEqual(value);
});

test('JSON that is checked is checked both ways', () => {
  const serde = json(order);
  expect(() => serde.serialise({} as Order)).toThrow('an order has a number as its id');
  expect(() => serde.deserialise(Buffer.from('{"id":"1"}'))).toThrow('an order has a number as its id');
});

test.each<[Pick<Serde<never>, 'serialise'>, unknown, string]>([
  [text, null, 'it must be text, but is null, which deletable(text) is for'],
  [text, 5, 'it must be text, but is a value of type number'],
  [text, undefined, 'it must be text, but is a value of type undefined'],
  [json(), undefined, 'JSON has no undefined'],
  [json(), () => 1, 'JSON has no function'],
])('what could not be read again is not written: %# %p', (serde, value, message) => {
  expect(() => serde.serialise(value as never)).toThrow(message);
});

test.each([json(), text])('a deleted key has no value, unless the topic says so', (serde) => {
  expect(() => serde.deserialise(null)).toThrow('it is null');
});
