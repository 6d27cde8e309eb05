import { MAX_BROKERS } from './limits';
import { nearest } from './nearest';
import { isPlainObject as isObject } from './plain-copy';
import { shown } from './shown';
import { isCpu, isSize, MAX_SIZE } from './units';

type Check = (value: unknown) => boolean;
interface Leaf {
  readonly noun: string;
  readonly check: Check;
}
interface Fields {
  readonly fields: Readonly<Record<string, Shape>>;
}
/** One of several, told apart by the field `by`; all fields must be there. */
interface Cases {
  readonly noun: string;
  readonly by: string;
  readonly cases: Readonly<Record<string, Fields>>;
}
type Shape = Leaf | Fields | Cases | { readonly each: Shape };

const text: Leaf = { noun: 'text', check: (value) => typeof value === 'string' && value !== '' };
const textOrNone: Leaf = { noun: 'text', check: (value) => typeof value === 'string' };
const integer: Leaf = { noun: 'a whole number', check: Number.isInteger };
// These two bound how much is derived at all, so they are checked before anything is.
const brokers: Leaf = {
  noun: `a whole number from 1 to ${MAX_BROKERS}`,
  check: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_BROKERS,
};
const ensemble: Leaf = {
  noun: '1, 3 or 5: an even ensemble survives no more failures than the odd one below it, and more than 5 servers only slow down what is written',
  check: (value) => [1, 3, 5].includes(value as number),
};
const flag: Leaf = { noun: 'true or false', check: (value) => typeof value === 'boolean' };
const size: Leaf = {
  noun: `a size such as "640Mi" or "8Gi", at most ${MAX_SIZE}`,
  check: (value) => typeof value === 'string' && isSize(value),
};
const texts: Leaf = { noun: 'a list of texts', check: (value) => Array.isArray(value) && value.every(text.check) };
const object: Leaf = { noun: 'an object', check: isObject };
const choice = (...words: string[]): Leaf => ({
  noun: words.length === 1 ? `"${words[0]}"` : `one of ${words.map((word) => `"${word}"`).join(', ')}`,
  check: (value) => words.includes(value as string),
});

const reachable: Cases = {
  noun: '{ from: "kind" }, { from: "inside" } or { from: "load-balancer", hosts: ["…"] }',
  by: 'from',
  cases: {
    kind: { fields: { from: text } },
    inside: { fields: { from: text } },
    'load-balancer': { fields: { from: text, hosts: texts } },
  },
};

const serde: Leaf = {
  noun: 'an object with the functions serialise and deserialise',
  check: (value) => {
    try {
      const { serialise, deserialise } = value as Record<string, unknown>;
      return typeof serialise === 'function' && typeof deserialise === 'function';
    } catch {
      return false;
    }
  },
};

const cpu: Leaf = {
  noun: 'cores or millicores, such as "0.5" or "250m"',
  check: (value) => typeof value === 'string' && isCpu(value),
};

const container = { fields: { cpu, cpuLimit: cpu, memory: size, heap: size } };

/** The fields of a ClusterDescription. The compiler knows them too, but not in a cast and not in JavaScript. */
const DESCRIPTION: Shape = {
  fields: {
    name: text,
    metadata: choice('zookeeper'),
    brokers,
    zookeeper: { fields: { replicas: ensemble, tickTimeMs: integer, sessionTimeoutMs: integer } },
    topics: { each: { fields: { partitions: integer, replicationFactor: integer, config: object, serde } } },
    hostPorts: { fields: { zookeeper: integer, brokers: integer, ui: integer } },
    storage: { fields: { size, zookeeperSize: size, className: textOrNone, retained: flag } },
    resources: {
      fields: {
        broker: container,
        zookeeper: container,
        ui: container,
        jobs: { fields: { cpu, cpuLimit: cpu, memory: size } },
      },
    },
    config: object,
    namespace: text,
    createNamespace: flag,
    guard: flag,
    securityContext: choice('restricted', 'platform'),
    images: { fields: { kafka: text, zookeeper: text, jobs: text, ui: text } },
    reachable,
    zones: texts,
  },
};

/** Every field of `description` that is unknown or of the wrong type, as sentences. */
export const shapeFaults = (description: unknown): string[] => [...faultsOf('', DESCRIPTION, description)];

function* faultsOf(path: string, shape: Shape, value: unknown): Iterable<string> {
  const name = path === '' ? 'a cluster description' : path;
  if ('check' in shape) {
    if (!shape.check(value)) yield `${name} must be ${shape.noun}, but ${shown(value)} was given`;
    return;
  }
  if ('cases' in shape) {
    const fitting = caseOf(shape, value);
    if (fitting) yield* faultsOf(path, fitting, value);
    else yield `${name} must be ${shape.noun}, but ${shown(value)} was given`;
    return;
  }
  if (!isObject(value)) {
    yield `${name} must be an object, but ${shown(value)} was given`;
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    // An undefined value is a field left out.
    if (inner === undefined) continue;
    const innerPath = path === '' ? key : `${path}.${key}`;
    const innerShape = 'each' in shape ? shape.each : Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (innerShape) yield* faultsOf(innerPath, innerShape, inner);
    else if ('fields' in shape) {
      const meant = nearest(key, Object.keys(shape.fields));
      const allowed = meant === undefined ? `use ${Object.keys(shape.fields).join(', ')}` : `did you mean "${meant}"?`;
      yield `${name} has no field ${shown(key)}: ${allowed}`;
    }
  }
}

function caseOf({ by, cases }: Cases, value: unknown): Fields | undefined {
  if (!isObject(value) || !Object.hasOwn(cases, String(value[by]))) return undefined;
  const fitting = cases[String(value[by])]!;
  return Object.keys(fitting.fields).every((field) => value[field] !== undefined) ? fitting : undefined;
}
