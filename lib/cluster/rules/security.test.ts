import { defineCluster } from '../define-cluster';
import type { UserDescription } from '../description';
import type { InvalidClusterError } from '../invalid-cluster-error';

const topics = { orders: {}, invoices: {} };

function faultsOf(users: Readonly<Record<string, UserDescription>>): readonly string[] {
  try {
    defineCluster({ topics, security: { users } });
    return [];
  } catch (error) {
    return (error as InvalidClusterError).faults;
  }
}

test('every fault of all users is told at once', () => {
  const faults = faultsOf({
    'a b': {},
    broker: {},
    billing: { produce: ['order', 'invoices'], consume: ['orders'] },
    BILLING: { as: 'billing' },
    shop: { consume: ['invoices'], as: '*' },
  });
  expect(faults).toEqual([
    expect.stringMatching(/^a name in security\.users must be 1 to 64 letters, .*, but "a b" was given$/),
    expect.stringMatching(/^user "broker" in security\.users is one of the cluster's own/),
    'users "billing" and "BILLING" of security.users differ in capitals alone: rename one',
    expect.stringMatching(
      /^security\.users\.billing\.produce must name topics .* but "order" was given: use orders, inv/,
    ),
    'security.users.billing may consume orders, but names no group: add as: "GROUP"',
    'security.users.BILLING.as is the group to consume as, but consume names no topic: name one, or leave as out',
    'security.users.shop.as must name one group, but "*" was given, which is all of them: name one',
  ]);
});

test('users may have each right, both or none', () => {
  expect(
    faultsOf({ a: { produce: ['orders'] }, b: { consume: ['orders', 'invoices'], as: 'b' }, c: {}, 'd.e-f_1': {} }),
  ).toEqual([]);
});

test.each([
  [{ security: 'tls' }, /^security must be "none" or an object, but "tls" was given$/],
  [{ security: true }, /^security must be "none" or an object, but true was given$/],
  [{ security: { clients: 'plain' } }, /^security\.clients must be one of "scram", "mtls", but "plain" was given$/],
  [{ security: { users: { a: { read: ['x'] } } } }, /^security\.users\.a has no field "read"/],
])('of the wrong shape: %j', (description, fault) => {
  expect(() => defineCluster(description as never)).toThrow(fault);
});
