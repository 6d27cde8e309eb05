import { nearest } from './nearest';
import { isPlainObject as isObject } from './plain-copy';
import { shown } from './shown';

type Check = (value: unknown) => boolean;
export interface Leaf {
  readonly noun: string;
  readonly check: Check;
}
export interface Fields {
  readonly fields: Readonly<Record<string, Shape>>;
  /** Those that must be there. @default - none */
  readonly required?: readonly string[];
}
/** One of several, told apart by the field `by`; all fields must be there. */
export interface Cases {
  readonly noun: string;
  readonly by: string;
  readonly cases: Readonly<Record<string, Fields>>;
}
/** Names, which the user gives, and values. */
interface Names {
  readonly each: Shape;
}
interface List {
  readonly list: Shape;
}
/** One or the other, as the value itself tells. */
interface Either {
  readonly noun: string;
  readonly either: (value: unknown) => Shape;
}
export type Shape = Leaf | Fields | Cases | Names | List | Either;

/** A shape for each field of a description: one that is forgotten does not compile. */
export const fields = <Of>(
  shapes: Readonly<Record<keyof Of & string, Shape>>,
  ...required: readonly (keyof Of & string)[]
): Fields => ({ fields: shapes, required });

/** Everything in which `value`, which the user calls `path`, is not of `shape`, as sentences. */
export function* faultsOf(path: string, shape: Shape, value: unknown): Iterable<string> {
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
  if ('either' in shape) {
    const fitting = shape.either(value);
    // Of a value that is of neither kind, the whole choice is told.
    yield* faultsOf(path, 'check' in fitting ? { ...fitting, noun: shape.noun } : fitting, value);
    return;
  }
  if ('list' in shape) {
    if (!Array.isArray(value)) yield `${name} must be a list, but ${shown(value)} was given`;
    else for (const [index, entry] of value.entries()) yield* faultsOf(`${path}[${index}]`, shape.list, entry);
    return;
  }
  if (!isObject(value)) {
    yield `${name} must be an object, but ${shown(value)} was given`;
    return;
  }
  for (const field of ('required' in shape && shape.required) || []) {
    if (value[field] === undefined) yield `${name} needs a field "${field}"`;
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
