import { array, struct } from '../codec/composites';
import { int16, int32, int8, nullableString, string } from '../codec/scalars';
import { request } from '../request';

export const ACL_RESOURCE = {
  topic: 2,
  group: 3,
  cluster: 4,
  transactionalId: 5,
  delegationToken: 6,
  user: 7,
} as const;
export const ACL_PATTERN = { literal: 3, prefixed: 4 } as const;
export const ACL_OPERATION = {
  all: 2,
  read: 3,
  write: 4,
  create: 5,
  delete: 6,
  alter: 7,
  describe: 8,
  clusterAction: 9,
  describeConfigs: 10,
  alterConfigs: 11,
  idempotentWrite: 12,
  createTokens: 13,
  describeTokens: 14,
} as const;
export const ACL_PERMISSION = { deny: 2, allow: 3 } as const;
/** Of a filter: whatever there is, and the patterns that a name matches (KIP-290). */
export const ANY_ACL = 1;
export const MATCHING_PATTERN = 2;

/** Which ACLs are meant: null is any. */
export const aclFilter = {
  resourceTypeFilter: int8,
  resourceNameFilter: nullableString,
  patternTypeFilter: int8,
  principalFilter: nullableString,
  hostFilter: nullableString,
  operation: int8,
  permissionType: int8,
};

export const describeAcls = request({
  name: 'DescribeAcls',
  key: 29,
  versions: [1, 3],
  flexible: 2,
  request: aclFilter,
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    resources: array(
      struct({
        resourceType: int8,
        resourceName: string,
        patternType: int8,
        acls: array(struct({ principal: string, host: string, operation: int8, permissionType: int8 })),
      }),
    ),
  },
});
