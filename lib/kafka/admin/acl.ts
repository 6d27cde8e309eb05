import { invalidOption } from '../client/require-options';
import {
  ACL_OPERATION,
  ACL_PATTERN,
  ACL_PERMISSION,
  ACL_RESOURCE,
  ANY_ACL,
  MATCHING_PATTERN,
} from '../protocol/requests/describe-acls';
import { codeOf, nameOf, type Named } from './codes';

/** Who may do what with what, or may not: a denial beats what is allowed. */
export interface Acl {
  readonly resourceType: Named<typeof ACL_RESOURCE>;
  /** `*`, if literal, is all of them. The one of the cluster is `kafka-cluster`. */
  readonly resourceName: string;
  /** `prefixed`: all whose names begin with this one (KIP-290). */
  readonly patternType: Named<typeof ACL_PATTERN>;
  /** `User:name`; `User:*` is everybody. */
  readonly principal: string;
  /** The address that requests come from; `*` is any. */
  readonly host: string;
  readonly operation: Named<typeof ACL_OPERATION>;
  readonly permissionType: Named<typeof ACL_PERMISSION>;
}

export interface NewAcl extends Omit<Acl, 'patternType' | 'host'> {
  /** @default 'literal' */
  readonly patternType?: Acl['patternType'] | undefined;
  /** @default '*' */
  readonly host?: string | undefined;
}

type Unset<T> = { readonly [Field in keyof T]?: T[Field] | undefined };

/** Those that have all of it, whatever else they have. An ACL is the filter of itself. */
export interface AclFilter extends Unset<Omit<Acl, 'patternType'>> {
  /** `match`: those that count for a resource of that name, such as prefixes of it. */
  readonly patternType?: Acl['patternType'] | 'match' | undefined;
}

/** As they are created. @throws {KafkaError} `INVALID_OPTION` */
export function newAclFields(acl: NewAcl) {
  // A broker does not say what is wrong with one that has no type, and takes one without a name, who is nobody.
  if (!/^[^:]+:./s.test(acl.principal))
    throw invalidOption('principal of an ACL', 'a type and a name, such as User:alice', acl.principal);
  return {
    resourceType: resourceCode(acl.resourceType),
    resourceName: acl.resourceName,
    resourcePatternType: patternCode(acl.patternType ?? 'literal'),
    principal: acl.principal,
    host: acl.host ?? '*',
    operation: operationCode(acl.operation),
    permissionType: permissionCode(acl.permissionType),
  };
}

/** As they are looked for. @throws {KafkaError} `INVALID_OPTION` */
export const aclFilterFields = ({
  resourceType,
  resourceName,
  patternType,
  principal,
  host,
  operation,
  permissionType,
}: AclFilter) => ({
  resourceTypeFilter: resourceType === undefined ? ANY_ACL : resourceCode(resourceType),
  resourceNameFilter: resourceName ?? null,
  patternTypeFilter:
    patternType === undefined ? ANY_ACL : patternType === 'match' ? MATCHING_PATTERN : patternCode(patternType),
  principalFilter: principal ?? null,
  hostFilter: host ?? null,
  operation: operation === undefined ? ANY_ACL : operationCode(operation),
  permissionType: permissionType === undefined ? ANY_ACL : permissionCode(permissionType),
});

interface AclFields {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly patternType: number;
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
}

/** As they are answered. */
export const aclOf = (fields: AclFields): Acl => ({
  resourceType: nameOf(ACL_RESOURCE, fields.resourceType),
  resourceName: fields.resourceName,
  patternType: nameOf(ACL_PATTERN, fields.patternType),
  principal: fields.principal,
  host: fields.host,
  operation: nameOf(ACL_OPERATION, fields.operation),
  permissionType: nameOf(ACL_PERMISSION, fields.permissionType),
});

const resourceCode = (given: Acl['resourceType']) => codeOf(ACL_RESOURCE, 'resourceType of an ACL', given);
const patternCode = (given: Acl['patternType']) => codeOf(ACL_PATTERN, 'patternType of an ACL', given);
const operationCode = (given: Acl['operation']) => codeOf(ACL_OPERATION, 'operation of an ACL', given);
const permissionCode = (given: Acl['permissionType']) => codeOf(ACL_PERMISSION, 'permissionType of an ACL', given);
