import { brokerConfigs, topicConfigs } from '../../lib/cluster/kafka-configs';
import type { Random } from './random';

const TEXTS = [
  '',
  ' ',
  'ü',
  '日本',
  '😀',
  'a b',
  'A',
  '-',
  '..',
  '0o7',
  '1_000',
  '~',
  '*',
  '${X}',
  '$(X)',
  'a\nb',
  '\0',
  'x'.repeat(300),
];
const NUMBERS = [0, -0, 1, -1, 0.5, 1e-7, 5e-324, 1e21, 2 ** 31, 2 ** 53, 2 ** 63, NaN, Infinity, -Infinity];

/** Values that no field was made for. */
const odd = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => random.pick(TEXTS),
    () => random.pick(NUMBERS),
    () => random.pick([true, false, null, undefined]),
    () => random.pick([1n, Symbol('x'), () => 1, new Map([[1, 2]]), new Date(0), Object.create(null) as unknown, /x/]),
    () => random.pick([[], [undefined], new Array<unknown>(3), ['a', 'a'], {}, { a: {} }]),
    () => Object.defineProperty({}, 'from', { get: broken, enumerable: true }),
    () => new Proxy({}, { get: broken, ownKeys: broken }),
  ])();

const broken = (): never => {
  throw new Error('broken');
};

const FIELDS = [
  'name', 'metadata', 'brokers', 'zookeeper', 'topics', 'hostPorts', 'storage', 'resources', 'config', 'namespace', 'images',
  'reachable', 'zones', 'partitions', 'replicationFactor', 'size', 'memory', 'heap', 'cpu', 'kafka', 'from', 'hosts', 'serde',
  'pods', 'all', 'broker', 'env', 'labels', 'volumes', 'sidecars', 'tolerations', 'services', 'external', 'jvm', 'logLevels', 'names',
  '__proto__', 'constructor', 'toString',
]; // prettier-ignore

/** Changes one to three places of a description, at any depth. */
export function mutate(random: Random, description: object): unknown {
  for (let count = random.integer(1, 3); count > 0; count--) change(random, description as Record<string, unknown>, 0);
  return random.chance(0.01) ? odd(random) : description;
}

function change(random: Random, object: Record<string, unknown>, depth: number): void {
  const keys = Object.keys(object);
  const key = keys.length > 0 && random.chance(0.7) ? random.pick(keys) : newKey(random);
  const inner: unknown = Object.hasOwn(object, key) ? object[key] : undefined;
  if (typeof inner === 'object' && inner !== null && depth < 4 && random.chance(0.7) && !(inner instanceof Map)) {
    try {
      change(random, inner as Record<string, unknown>, depth + 1);
    } catch {
      // One of the odd values from before.
    }
  } else if (random.chance(0.1)) Reflect.deleteProperty(object, key);
  else Object.defineProperty(object, key, { value: odd(random), enumerable: true, writable: true, configurable: true });
}

const newKey = (random: Random): string =>
  random.pick([FIELDS, Object.keys(brokerConfigs), Object.keys(topicConfigs), TEXTS].map((keys) => random.pick(keys)));
