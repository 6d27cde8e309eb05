import type { Message } from '../../lib/kafka';
import { pick, randomNumbers } from '../../faults/random';

/** A message, and whether it can be stored as it is. */
export interface RandomMessage {
  readonly message: Message;
  readonly fault: string | undefined;
}

const LARGE = 100_000;
export const MAX_REQUEST_BYTES = 60_000;

const TEXTS = ['', 'a', 'clé', '値', '😀', 'x'.repeat(200), 'é'.repeat(4000)];
const HOSTILE = Object.assign(Object.create(null) as object, {
  toString: () => {
    throw new Error('hostile');
  },
});

/** What makes a good message wrong, each in its own way: what plain JavaScript, JSON and clocks come with. */
const FAULTS: Readonly<Record<string, Record<string, unknown>>> = {
  'a fractional timestamp': { timestamp: performance.timeOrigin + 0.5 },
  'no number as timestamp': { timestamp: NaN },
  'an endless timestamp': { timestamp: Infinity },
  'a timestamp beyond what is exact': { timestamp: 2 ** 53 },
  'a timestamp of text': { timestamp: '2026-01-01' },
  'a bigint as timestamp': { timestamp: 1n },
  'a Date as timestamp': { timestamp: new Date() },
  'a fractional partition': { partition: 0.5 },
  'a negative partition': { partition: -1 },
  'a partition of text': { partition: '0' },
  'a partition that is not there': { partition: 1000 },
  'a partition beyond 32 bits': { partition: 2 ** 40 },
  'no value': { value: undefined },
  'a number as value': { value: 7 },
  'an object as value': { value: HOSTILE },
  'half a character as value': { value: 'a\ud800b' },
  'a number as key': { key: 7 },
  'a symbol as key': { key: Symbol('key') },
  'half a character as key': { key: '\udc00' },
  'a header without a value': { headers: { trace: undefined } },
  'a number as header': { headers: { retries: 3 } },
  'an object as header': { headers: { trace: HOSTILE } },
  'a list with an undefined header': { headers: { trace: ['1', undefined] } },
  'a pair without a value': { headers: [['trace']] },
  'a pair without a name': { headers: [[null, 'a']] },
  'a header that is no pair': { headers: ['trace'] },
  'half a character as a header': { headers: { trace: '\ud800' } },
  'half a character as a name': { headers: [['\ud800', 'a']] },
  'a text as headers': { headers: 'trace: 1' },
  'no headers at all': { headers: null },
  'a large value': { value: Buffer.alloc(LARGE) },
  'a large key': { key: 'x'.repeat(LARGE) },
  'a large header': { headers: { large: Buffer.alloc(LARGE) } },
  'many headers': { headers: Array.from({ length: 7000 }, () => ['', '']) },
  'text that is large in bytes only': { value: '値'.repeat(MAX_REQUEST_BYTES / 2) },
  'no topic': { topic: undefined },
  'an illegal topic': { topic: 'a topic' },
  'a topic too long': { topic: 'x'.repeat(40_000) },
};

/** Half of them wrong. */
export function randomMessages(seed: number, count: number, topic: string, partitions: number): RandomMessage[] {
  const random = randomNumbers(seed);
  const text = () => pick(random, TEXTS);
  const field = () => pick(random, [null, text(), Buffer.from(text()), new Uint8Array([0x80, 0xff])]);
  const good = (): Message => ({
    topic,
    key: field(),
    value: field(),
    ...pick(random, [
      {},
      { headers: { a: field(), b: [field(), field()] } },
      {
        headers: [
          ['z', field()],
          ['a', field()],
          ['z', field()],
        ] as const,
      },
      { headers: [] },
    ]),
    ...pick(random, [
      {},
      {},
      { timestamp: Date.now() },
      { timestamp: pick(random, [0, -1, 2 ** 53 - 1, 1 - 2 ** 53]) },
    ]),
    ...(random() < 0.5 ? { partition: Math.floor(random() * partitions) } : {}),
  });
  return Array.from({ length: count }, () => {
    const message = good();
    if (random() < 0.5) return { message, fault: undefined };
    const [fault, wrong] = pick(random, Object.entries(FAULTS));
    return { message: { ...message, ...wrong }, fault };
  });
}
