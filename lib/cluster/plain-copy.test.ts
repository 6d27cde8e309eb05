import { isPlainObject, plainCopy } from './plain-copy';

const nested = (levels: number): unknown => (levels === 0 ? 'end' : { inner: nested(levels - 1) });
const throwing = (message: unknown) =>
  Object.defineProperty({}, 'field', {
    enumerable: true,
    get: () => {
      throw message;
    },
  });

test('a copy holds the same, in objects and lists of its own that may be changed', () => {
  const given = { a: [1, , { b: 'x' }], c: new Date(0), d: undefined };
  const copy = plainCopy(given) as Record<string, unknown>;
  expect(copy).toEqual({ a: [1, undefined, { b: 'x' }], c: given.c, d: undefined });
  expect(copy.a).not.toBe(given.a);
  expect(copy.c).toBe(given.c);
  copy.a = 1;
  delete copy.d;
  expect(copy).toEqual({ a: 1, c: given.c });
  expect(given.a).toHaveLength(3);
});

test('what is there twice, or holds itself, is so in the copy', () => {
  const shared = { n: 1 };
  const circle: Record<string, unknown> = { first: shared, second: shared };
  circle.self = circle;
  const copy = plainCopy(circle) as typeof circle;
  expect(copy.self).toBe(copy);
  expect(copy.first).toBe(copy.second);
  expect(copy.first).not.toBe(shared);
});

test('sixteen levels below the first are copied, what is deeper stays as it is', () => {
  const innermost = (value: unknown, levels: number): unknown =>
    levels === 0 ? value : innermost((value as { inner: unknown }).inner, levels - 1);
  const given = nested(20);
  const copy = plainCopy(given);
  expect(copy).toEqual(given);
  expect(innermost(copy, 16)).not.toBe(innermost(given, 16));
  expect(innermost(copy, 17)).toBe(innermost(given, 17));
});

test('a list has at most a thousand entries', () => {
  expect(plainCopy(new Array(1000).fill(0))).toHaveLength(1000);
  expect(String(plainCopy(new Array(1001)))).toBe('Symbol(cannot be read: 1001 entries)');
});

test.each([
  [new Error('boom'), 'Symbol(cannot be read: boom)'],
  ['gone', 'Symbol(cannot be read: gone)'],
  // What has no text at all.
  [Object.create(null), 'Symbol(cannot be read)'],
])('in the place of what cannot be read the reason stands: %p', (reason, text) => {
  expect(String((plainCopy(throwing(reason)) as { field: unknown }).field)).toBe(text);
});

test.each([
  [{}, true],
  [Object.create(null), true],
  [
    new (class Named {
      readonly field = 1;
    })(),
    true,
  ],
  [[], false],
  [null, false],
  [undefined, false],
  ['text', false],
  [() => 1, false],
  [new Map(), false],
  [new Date(), false],
])('%p is an object of fields: %p', (value, expected) => expect(isPlainObject(value)).toBe(expected));
