import { replicasOf } from '../servers/held-replicas';
import type { ServerFolder } from '../servers/server-folder';
import { replicaIn } from './replica-files';

/** The replicas of a broker that none of the others has as far: what else there was of them, nobody could know. */
export const aloneIn = ({ data }: ServerFolder, others: readonly ServerFolder[]): readonly string[] =>
  replicasOf(data).filter((name) => {
    const { end } = replicaIn(data, name);
    return !others.some((other) => replicaIn(other.data, name).end >= end);
  });
