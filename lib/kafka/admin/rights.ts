import type { Acl, NewAcl } from './acl';

/** What a user may do, as a description says it. */
export interface UserRights {
  readonly name: string;
  /** Topics to write to. */
  readonly produce: readonly string[];
  /** Topics to read. */
  readonly consume: readonly string[];
  /** The group to read them as; undefined for who reads none. */
  readonly group: string | undefined;
}

/** The least that clients need: who may write or read a topic may be told of it, and writing by an idempotent producer needs no more. */
export function aclsOf({ name, produce, consume, group }: UserRights): readonly NewAcl[] {
  const allowed = (resourceType: Acl['resourceType'], resourceName: string, operation: Acl['operation']): NewAcl => ({
    resourceType,
    resourceName,
    operation,
    principal: `User:${name}`,
    permissionType: 'allow',
  });
  return [
    ...produce.map((topic) => allowed('topic', topic, 'write')),
    ...consume.map((topic) => allowed('topic', topic, 'read')),
    ...(group === undefined ? [] : [allowed('group', group, 'read')]),
  ];
}

/** As one text, which two of them share only if they are the same. */
export const aclKey = ({ patternType = 'literal', host = '*', ...acl }: NewAcl): string =>
  JSON.stringify([
    ...[acl.principal, acl.permissionType, acl.operation, acl.resourceType, acl.resourceName],
    ...[patternType, host],
  ]);

/** `write of topic "orders"`, and whatever else there is about it. */
export function rightText({ permissionType, operation, resourceType, resourceName, patternType, host }: Acl): string {
  const of = `${resourceType} "${resourceName}"${patternType === 'prefixed' ? ' and all that begin so' : ''}`;
  const from = host === '*' ? '' : ` from ${host}`;
  return `${permissionType === 'deny' ? 'denied ' : ''}${operation} of ${of}${from}`;
}
