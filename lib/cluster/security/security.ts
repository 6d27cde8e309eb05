import type { ClusterDescription } from '../description';
import type { SecurityDescription, UserDescription } from './description';

/** Who gets in, and what each may do. */
export interface Security {
  readonly clients: 'scram' | 'mtls';
  readonly users: readonly User[];
}

export interface User {
  readonly name: string;
  /** Names of topics to write to. */
  readonly produce: readonly string[];
  /** Names of topics to read. */
  readonly consume: readonly string[];
  /** To read them as; undefined for who reads none. */
  readonly group: string | undefined;
}

/** Whose certificates the servers have, one name for all of a role, and who may do all: those that no ACL asks. */
export const SUPER_USERS = ['broker', 'controller', 'zookeeper', 'admin'] as const;

/** undefined where nobody is asked who they are. */
export function resolveSecurity({ security = 'none' }: ClusterDescription): Security | undefined {
  if (security === 'none') return undefined;
  const { clients = 'scram', users = {} }: SecurityDescription = security;
  return { clients, users: Object.entries<UserDescription | undefined>(users).flatMap(resolveUser) };
}

/** An undefined user is one left out. */
function resolveUser([name, user]: readonly [string, UserDescription | undefined]): readonly User[] {
  if (!user) return [];
  const { produce = [], consume = [], as } = user;
  return [{ name, produce, consume, group: as }];
}
