import { aclKey, aclsOf, rightText } from './rights';

const billing = { name: 'billing', produce: ['invoices'], consume: ['orders'], group: 'billing' };

test('rights are the least that clients need', () => {
  expect(
    aclsOf(billing).map((acl) => `${acl.principal} ${acl.operation} ${acl.resourceType} ${acl.resourceName}`),
  ).toEqual(['User:billing write topic invoices', 'User:billing read topic orders', 'User:billing read group billing']);
  expect(aclsOf({ name: 'nobody', produce: [], consume: [], group: undefined })).toEqual([]);
});

test('what a broker tells of one is the same as was asked for, and differs from all others', () => {
  const [write] = aclsOf(billing);
  const told = { ...write!, patternType: 'literal', host: '*' } as const;
  expect(aclKey(told)).toBe(aclKey(write!));
  const others = [
    { ...told, principal: 'User:shop' },
    { ...told, operation: 'read' },
    { ...told, host: '10.0.0.1' },
    { ...told, patternType: 'prefixed' },
    { ...told, permissionType: 'deny' },
  ] as const;
  expect(new Set([told, ...others].map(aclKey)).size).toBe(6);
});

test('they are told in words', () => {
  const [write] = aclsOf(billing);
  expect(rightText({ ...write!, patternType: 'literal', host: '*' })).toBe('write of topic "invoices"');
  expect(rightText({ ...write!, patternType: 'prefixed', host: '10.0.0.1', permissionType: 'deny' })).toBe(
    'denied write of topic "invoices" and all that begin so from 10.0.0.1',
  );
});
