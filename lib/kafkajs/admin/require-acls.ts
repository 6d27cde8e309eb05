import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  KafkaJSNonRetriableError,
  ResourcePatternTypes,
  type AclFilter,
} from 'kafkajs';

const refused = (text: string) => new KafkaJSNonRetriableError(text);

type Field = keyof AclFilter;

/** In the order and the words of kafkajs. */
const TEXTS = ['principal', 'host', 'resourceName'] as const satisfies readonly Field[];
const CODES = [
  ['operation', 'operation type', 'operation type', AclOperationTypes],
  ['resourcePatternType', 'resource pattern type', 'resource pattern filter type', ResourcePatternTypes],
  ['permissionType', 'permission type', 'permission type', AclPermissionTypes],
  ['resourceType', 'resource type', 'resource type', AclResourceTypes],
] as const satisfies readonly (readonly [Field, string, string, object])[];

/** @param what `ACL`, all of whose texts have to be there, or `ACL Filter`. @throws {KafkaJSNonRetriableError} as kafkajs does */
export function requireAcls(what: 'ACL' | 'ACL Filter', all: unknown): void {
  if (!Array.isArray(all)) throw refused(`Invalid ${what} array ${String(all)}`);
  if (all.length === 0) throw refused(`Empty ${what} array`);
  const given = all as readonly Readonly<Record<Field, unknown>>[];
  const isText = (value: unknown) => typeof value === 'string' || (what === 'ACL Filter' && value === undefined);
  for (const field of TEXTS) {
    if (given.every((one) => isText(one[field]))) continue;
    throw refused(`Invalid ${what} array, the ${field}s have to be a valid string`);
  }
  for (const [field, name, , codes] of CODES) {
    const wrong = given.find((one) => !isOneOf(codes, one[field]));
    if (wrong) throw refused(`Invalid ${name} ${String(wrong[field])}: ${JSON.stringify(wrong)}`);
  }
}

/** As above. */
export function requireAclFilter(filter: AclFilter): void {
  const given: Readonly<Record<Field, unknown>> = filter as never;
  for (const field of TEXTS) {
    if (typeof given[field] === 'string' || given[field] === undefined) continue;
    throw refused(`Invalid ${field}, the ${field} have to be a valid string`);
  }
  for (const [field, , name, codes] of CODES)
    if (!isOneOf(codes, given[field])) throw refused(`Invalid ${name} ${String(given[field])}`);
}

const isOneOf = (codes: object, given: unknown): boolean => (Object.values(codes) as unknown[]).includes(given);
