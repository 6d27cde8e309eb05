import type { ClusterDescription, TopicDescription } from '../description';

/** Fields whose own fields are not told apart. */
type Whole = string | number | boolean | readonly unknown[];

type PathOf<Fields> = {
  [Name in keyof Fields & string]-?: NonNullable<Fields[Name]> extends Whole
    ? Name
    : `${Name}.${PathOf<NonNullable<Fields[Name]>>}`;
}[keyof Fields & string];

/** Every field of a description: one that is added there does not compile without saying here what its change does. */
export type FieldPath =
  | PathOf<Omit<ClusterDescription, 'topics' | 'config' | 'reachable'>>
  | 'config'
  | 'reachable'
  | 'topics'
  | `topics.${keyof TopicDescription}`;
