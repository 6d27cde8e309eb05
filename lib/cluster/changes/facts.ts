import type { Cluster } from '../cluster';
import type { FieldPath } from './field-path';
import { fields } from './fields';

/** What a target remembers of a cluster to judge a later description by: resolved values as JSON has them, null for none. */
export type Facts = Readonly<Partial<Record<FieldPath, unknown>>>;

/** The facts of `cluster`, of every field but topics. */
export const factsOf = (cluster: Cluster): Facts =>
  JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        Object.entries(fields).flatMap(
          ([
            path,
            { of, isLeftOut, value = (cluster: Cluster) => at(isLeftOut ? cluster.description : cluster, path) },
          ]) => {
            if (of !== undefined && of !== cluster.metadata.mode) return [];
            const fact = value(cluster) ?? null;
            return fact === null && isLeftOut ? [] : [[path, fact]];
          },
        ),
      ),
    ),
  ) as Facts;

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce((inner, name) => (inner as Readonly<Record<string, unknown>> | undefined)?.[name], value);
