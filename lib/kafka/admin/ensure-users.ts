import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { createAcls, listAcls } from './acls';
import type { AdminOptions } from './admin-options';
import { aclKey, aclsOf, rightText, type UserRights } from './rights';
import { listScramCredentials, upsertScramCredentials } from './scram-credentials';

export interface DescribedUser extends UserRights {
  /** To log in by SCRAM-SHA-512. @default - the user has none, and comes by a certificate */
  readonly password?: string;
}

export interface EnsuredUser {
  readonly name: string;
  readonly action: 'created' | 'rights added' | 'unchanged';
  /** What the user may do, or is, that is not described, and stays so. */
  readonly note?: string;
}

const MECHANISM = 'SCRAM-SHA-512';

/**
 * Has users log in with these passwords, and gives them the rights that they lack. Takes nothing away from anybody: rights and users
 * that are not described are told, with the others.
 * @throws {KafkaError} `SECURITY_DISABLED`, `CLUSTER_AUTHORIZATION_FAILED`; `CANNOT_CONNECT` after the deadline
 */
export async function ensureUsers(
  client: Client,
  users: readonly DescribedUser[],
  options: AdminOptions = {},
): Promise<readonly EnsuredUser[]> {
  requireArguments({ client, users, options });
  const there = await listAcls(client, {}, options);
  const keys = new Set(there.map(aclKey));
  const missing = users.map((user) => ({ user, acls: aclsOf(user).filter((acl) => !keys.has(aclKey(acl))) }));
  const loginsBefore = await ensurePasswords(client, users, options);
  await createAcls(
    client,
    missing.flatMap(({ acls }) => acls),
    options,
  );
  const described = new Set(users.flatMap(aclsOf).map(aclKey));
  const others = there.filter((acl) => !described.has(aclKey(acl)));
  // Brokers tell them in any order.
  const rightsOf = (name: string) =>
    others
      .filter(({ principal }) => principal === `User:${name}`)
      .map(rightText)
      .sort();
  const strangers = new Set([...others.map(({ principal }) => principal.replace(/^User:/, '')), ...loginsBefore]);
  return [
    ...missing.map(({ user: { name, password }, acls }): EnsuredUser => {
      const rights = rightsOf(name);
      const isNew = password !== undefined && !loginsBefore.has(name);
      const action = isNew ? 'created' : acls.length > 0 ? 'rights added' : 'unchanged';
      return { name, action, ...(rights.length > 0 && { note: `not described, but stays: ${rights.join(', ')}` }) };
    }),
    ...[...strangers]
      .filter((name) => !users.some((user) => user.name === name))
      .map((name): EnsuredUser => {
        const rights = rightsOf(name);
        const may = rights.length > 0 ? `, with ${rights.join(', ')}` : ', without rights';
        return { name, action: 'unchanged', note: `not described, but stays${may}` };
      }),
  ];
}

/** @returns names of those who could log in before */
async function ensurePasswords(
  client: Client,
  users: readonly DescribedUser[],
  options: AdminOptions,
): Promise<ReadonlySet<string>> {
  const before = await listScramCredentials(client, options);
  // Whether one is the same as before nobody can tell: what is given holds.
  await upsertScramCredentials(
    client,
    users.flatMap(({ name, password }) =>
      password === undefined ? [] : [{ user: name, mechanism: MECHANISM, password }],
    ),
    options,
  );
  return new Set(before.map(({ user }) => user));
}
