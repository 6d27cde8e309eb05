import {
  KafkaJSNonRetriableError,
  type AclEntry,
  type AclFilter,
  type Admin,
  type DescribeAclResource,
  type MatchingAcl,
} from 'kafkajs';
import {
  ACL_OPERATION,
  ACL_PATTERN,
  ACL_PERMISSION,
  ACL_RESOURCE,
  createAcls,
  deleteAcls,
  listAcls,
  type Acl,
  type AclFilter as Filter,
  type Client,
} from '../../kafka';
import { asKafkaJs } from '../errors';
import { requireAclFilter, requireAcls } from './require-acls';

type Acls = Pick<Admin, 'describeAcls' | 'createAcls' | 'deleteAcls'>;

/** What an admin does with access rules. */
export const aclsOf = (open: () => Promise<Client>): Acls => ({
  describeAcls: async (filter) => {
    requireAclFilter(filter);
    const acls = await asKafkaJs(async () => listAcls(await open(), filterOf(filter)));
    const resources = new Map<string, DescribeAclResource>();
    for (const { principal, host, operation, permissionType, ...resource } of acls.map(entryOf)) {
      const key = JSON.stringify(resource);
      const known = resources.get(key) ?? { ...resource, acls: [] };
      known.acls.push({ principal, host, operation, permissionType });
      resources.set(key, known);
    }
    return { throttleTime: 0, errorCode: 0, resources: [...resources.values()] };
  },
  createAcls: async ({ acl }) => {
    requireAcls('ACL', acl);
    const given = acl.map(({ resourcePatternType: patternType, ...entry }) => ({ ...entry, patternType }));
    await asKafkaJs(async () => createAcls(await open(), given));
    return true;
  },
  deleteAcls: async ({ filters }) => {
    requireAcls('ACL Filter', filters);
    if (filters.some(isOfAll)) {
      const text = 'Invalid ACL Filter array, one of them means all there are: each has to say which';
      throw new KafkaJSNonRetriableError(text);
    }
    const client = await open();
    const filterResponses = [];
    for (const filter of filters) {
      const deleted = await asKafkaJs(() => deleteAcls(client, [filterOf(filter)]));
      const matchingAcls = deleted.map((acl): MatchingAcl => ({ errorCode: 0, ...entryOf(acl) }));
      filterResponses.push({ errorCode: 0, matchingAcls });
    }
    return { throttleTime: 0, filterResponses };
  },
});

/** kafkajs calls them by Kafka's numbers. */
const ANY = 1;
const MATCH = 2;

const given = (code: number): number | undefined => (code === ANY ? undefined : code);

const filterOf = ({ resourceType, resourcePatternType, operation, permissionType, ...texts }: AclFilter): Filter => ({
  ...texts,
  resourceType: given(resourceType),
  patternType: (resourcePatternType as number) === MATCH ? 'match' : given(resourcePatternType),
  operation: given(operation),
  permissionType: given(permissionType),
});

const isOfAll = (filter: AclFilter): boolean => Object.values(filterOf(filter)).every((value) => value === undefined);

const codeOf = (codes: Readonly<Record<string, number>>, name: string | number): number =>
  typeof name === 'number' ? name : codes[name]!;

const entryOf = (acl: Acl): AclEntry => {
  const { resourceName, principal, host } = acl;
  const codes = {
    resourceType: codeOf(ACL_RESOURCE, acl.resourceType),
    resourcePatternType: codeOf(ACL_PATTERN, acl.patternType),
    operation: codeOf(ACL_OPERATION, acl.operation),
    permissionType: codeOf(ACL_PERMISSION, acl.permissionType),
  };
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the enumerations of kafkajs are Kafka's numbers
  return { resourceName, principal, host, ...codes };
};
