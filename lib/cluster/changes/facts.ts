import type { Cluster } from '../cluster';
import type { FieldPath } from './field-path';
import { fields } from './fields';

/** What a target remembers of a cluster to judge a later description by: resolved values, as JSON has them. */
export type Facts = Readonly<Partial<Record<FieldPath, unknown>>>;

/** The facts of `cluster`, of every field but topics. */
export const factsOf = (cluster: Cluster): Facts =>
  JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        Object.entries(fields).map(([path, { value = (cluster: Cluster) => at(cluster, path) }]) => [
          path,
          value(cluster),
        ]),
      ),
    ),
  ) as Facts;

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce((inner, name) => (inner as Readonly<Record<string, unknown>> | undefined)?.[name], value);
