import {
  alterClientQuotas,
  connect,
  createAcls,
  createTopic,
  deleteAcls,
  deleteScramCredentials,
  listAcls,
  listClientQuotas,
  listScramCredentials,
  upsertScramCredentials,
  type Acl,
  type AclFilter,
  type NewScramCredential,
} from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { runKafkaTool } from '../support/kafka-tool';
import { rejection } from '../support/rejection';
import { run } from '../support/run';
import { SecuredFixture } from '../support/secured-cluster';

jest.setTimeout(120_000);

const kafka = new SecuredFixture();

/** What Kafka's own tool says. */
async function tool(name: string, ...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runKafkaTool(name, [
    '--bootstrap-server',
    kafka.local.bootstrap[0]!,
    ...args,
  ]);
  if (exitCode !== 0) throw new Error(`${name}: ${stdout}${stderr}`);
  return stdout;
}
const acls = (...args: readonly string[]) => tool('kafka.admin.AclCommand', ...args);
const configs = (...args: readonly string[]) => tool('kafka.admin.ConfigCommand', ...args);

type Refusal = Error & { readonly code: string };

const sorted = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).sort();

/** What librdkafka, which logs in, is told where it does not get through. */
async function attempt(user: string, password: string, mechanism: string, ...args: readonly string[]): Promise<string> {
  const login = { 'security.protocol': 'SASL_PLAINTEXT', 'sasl.mechanism': mechanism, 'sasl.username': user };
  const properties = Object.entries({ ...login, 'sasl.password': password, 'message.timeout.ms': '5000' });
  const flags = properties.flatMap(([name, value]) => ['-X', `${name}=${value}`]);
  const { exitCode, stderr } = await run('kcat', ['-b', kafka.withLogin.join(','), ...flags, ...args], {
    input: 'a\n',
  });
  return exitCode === 0 ? 'done' : stderr;
}

/** Whoever does not log in. */
const EVERYBODY = 'User:ANONYMOUS';
const cluster = { resourceType: 'cluster', resourceName: 'kafka-cluster' } as const;

const acl = (fields: Partial<Acl>): Acl => ({
  resourceType: 'topic',
  resourceName: 'orders',
  patternType: 'literal',
  principal: 'User:alice',
  host: '*',
  operation: 'write',
  permissionType: 'allow',
  ...fields,
});

/** As Kafka's tool prints them. */
const asTool = ({ principal, host, ...named }: Acl): string => {
  const upper = (name: keyof typeof named) => String(named[name]).replaceAll(/[A-Z]/g, '_$&').toUpperCase();
  return [
    `resourceType=${upper('resourceType')}, name=${named.resourceName}, patternType=${upper('patternType')}`,
    `principal=${principal}, host=${host}, operation=${upper('operation')}, permissionType=${upper('permissionType')}`,
  ].join(': ');
};

async function listedByTool(): Promise<string[]> {
  const sections = (await acls('--list')).split('Current ACLs for resource ').slice(1);
  return sections.flatMap((section) => {
    const [resource, ...entries] = [...section.matchAll(/\((\w+=.*)\)/g)].map(([, fields]) => fields!);
    return entries.map((entry) => `${resource}: ${entry}`);
  });
}

describe('ACLs', () => {
  afterEach(async () => {
    await deleteAcls(kafka.client, await listAcls(kafka.client));
  });

  const all = [
    acl({}),
    acl({ operation: 'describeConfigs', permissionType: 'deny', host: '10.0.0.1' }),
    acl({ resourceName: 'ord', patternType: 'prefixed', operation: 'read' }),
    acl({ resourceName: '*', operation: 'describe', principal: 'User:*' }),
    acl({ resourceType: 'group', resourceName: 'billing', operation: 'read' }),
    acl({ resourceType: 'transactionalId', resourceName: 'billing', operation: 'write' }),
    acl({ ...cluster, operation: 'idempotentWrite' }),
    // Or who asks would be shut out by the one before.
    acl({ ...cluster, principal: EVERYBODY, operation: 'all' }),
  ];

  test('are as Kafka sees them, and seen as Kafka has them', async () => {
    await createAcls(kafka.client, all);
    expect(sorted(await listAcls(kafka.client))).toEqual(sorted(all));
    expect((await listedByTool()).sort()).toEqual(all.map(asTool).sort());
    await acls('--add', '--deny-principal', 'User:bob', '--operation', 'Delete', '--topic', 'tea');
    const bobs = acl({ resourceName: 'tea', principal: 'User:bob', operation: 'delete', permissionType: 'deny' });
    const ofBob = () => listAcls(kafka.client, { principal: 'User:bob' });
    // Each broker learns it from ZooKeeper, in its own time.
    await eventually('it is there', async () => (await ofBob()).length > 0);
    expect(await ofBob()).toEqual([bobs]);
    await acls('--remove', '--force', '--topic', 'tea');
    await eventually('it is gone', async () => (await ofBob()).length === 0);
  });

  test.each<[AclFilter, readonly Acl[]]>([
    [{}, all],
    [{ resourceType: 'topic' }, all.slice(0, 4)],
    [{ resourceType: 'topic', resourceName: 'orders' }, all.slice(0, 2)],
    [{ resourceType: 'topic', resourceName: 'orders', patternType: 'match' }, all.slice(0, 4)],
    [{ patternType: 'prefixed' }, [all[2]!]],
    [{ principal: 'User:*' }, [all[3]!]],
    [{ operation: 'read' }, [all[2]!, all[4]!]],
    [{ permissionType: 'deny', host: undefined }, [all[1]!]],
    [{ host: '10.0.0.1' }, [all[1]!]],
    [{ principal: 'User:nobody' }, []],
    [all[5]!, [all[5]!]],
  ])('are found and deleted by %j', async (filter, expected) => {
    await createAcls(kafka.client, all);
    expect(sorted(await listAcls(kafka.client, filter))).toEqual(sorted(expected));
    if (Object.keys(filter).length === 0) return;
    expect(sorted(await deleteAcls(kafka.client, [filter]))).toEqual(sorted(expected));
    expect(sorted(await listAcls(kafka.client))).toEqual(sorted(all.filter((one) => !expected.includes(one))));
  });

  test('are not created nor deleted where it would be another than was meant', async () => {
    const message = (asked: Promise<unknown>) => rejection(asked).then(({ message }) => message);
    expect(await message(createAcls(kafka.client, [acl({ principal: 'alice' })]))).toBe(
      "principal of an ACL must be a type and a name, such as User:alice, but 'alice' was given",
    );
    expect(await message(createAcls(kafka.client, [acl({ operation: 'reed' as 'read' })]))).toMatch(
      /^operation of an ACL must be one of all, read, .*, describeTokens, but 'reed' was given$/,
    );
    expect(await message(deleteAcls(kafka.client, [acl({}), { principal: undefined }]))).toBe(
      'filter of ACLs to delete must be one that says which, but { principal: undefined } was given',
    );
    const refused = await rejection(createAcls(kafka.client, [acl({ resourceType: 'cluster' }), acl({})]));
    expect(refused).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(refused.message).toBe(
      'the ACL to allow User:alice from * write of cluster "orders" was not created: The only valid name for the CLUSTER resource is kafka-cluster',
    );
    // The other one was all the same; a second time it is no error.
    await createAcls(kafka.client, [acl({})]);
    expect(await listAcls(kafka.client)).toEqual([acl({})]);
  });
});

describe('users', () => {
  const password = (user: string, mechanism: NewScramCredential['mechanism'], text: string | Uint8Array) => ({
    user,
    mechanism,
    password: text,
  });

  test('log in with the passwords that they were given, and with no others', async () => {
    const odd = 'pä=ß,\u00adⅨ 値';
    await upsertScramCredentials(kafka.client, [
      password('alice', 'SCRAM-SHA-256', 'secret'),
      { ...password('alice', 'SCRAM-SHA-512', Buffer.from('other')), iterations: 16_384 },
      password('b,ob=', 'SCRAM-SHA-512', odd),
    ]);
    expect(sorted(await listScramCredentials(kafka.client))).toEqual(
      sorted([
        { user: 'alice', mechanism: 'SCRAM-SHA-256', iterations: 4096 },
        { user: 'alice', mechanism: 'SCRAM-SHA-512', iterations: 16_384 },
        { user: 'b,ob=', mechanism: 'SCRAM-SHA-512', iterations: 4096 },
      ]),
    );
    const described = await configs('--describe', '--entity-type', 'users');
    expect(described).toContain(
      "user-principal 'alice' are SCRAM-SHA-256=iterations=4096, SCRAM-SHA-512=iterations=16384",
    );
    for (const [user, text, mechanism] of [
      ['alice', 'secret', 'SCRAM-SHA-256'],
      ['alice', 'other', 'SCRAM-SHA-512'],
      ['b,ob=', odd, 'SCRAM-SHA-512'],
    ] as const)
      await eventually(`${user} logs in`, async () => (await attempt(user, text, mechanism, '-L')) === 'done');
    expect(await attempt('alice', 'other', 'SCRAM-SHA-256', '-L', '-m', '3')).toMatch(/Authentication failed/);

    await upsertScramCredentials(kafka.client, [password('alice', 'SCRAM-SHA-256', 'changed')]);
    await eventually(
      'alice logs in anew',
      async () => (await attempt('alice', 'changed', 'SCRAM-SHA-256', '-L')) === 'done',
    );
    await deleteScramCredentials(kafka.client, [{ user: 'alice', mechanism: 'SCRAM-SHA-256' }]);
    expect(sorted(await listScramCredentials(kafka.client))).toEqual(
      sorted([
        { user: 'alice', mechanism: 'SCRAM-SHA-512', iterations: 16_384 },
        { user: 'b,ob=', mechanism: 'SCRAM-SHA-512', iterations: 4096 },
      ]),
    );
    await configs(
      '--alter',
      '--entity-type',
      'users',
      '--entity-name',
      'carol',
      '--add-config',
      'SCRAM-SHA-256=[iterations=5000,password=x]',
    );
    expect(await listScramCredentials(kafka.client)).toContainEqual({
      user: 'carol',
      mechanism: 'SCRAM-SHA-256',
      iterations: 5000,
    });
  });

  test('may do what ACLs let them', async () => {
    await createTopic(kafka.client, { name: 'orders', partitions: 1, replicationFactor: 3 });
    await upsertScramCredentials(
      kafka.client,
      ['dave', 'eve'].map((user) => password(user, 'SCRAM-SHA-512', 'secret')),
    );
    await createAcls(kafka.client, [acl({ principal: 'User:dave' })]);
    const write = (user: string) => attempt(user, 'secret', 'SCRAM-SHA-512', '-P', '-t', 'orders');
    await eventually('dave writes', async () => (await write('dave')) === 'done');
    expect(await write('eve')).toMatch(/Topic authorization failed/);
    await deleteAcls(kafka.client, [{ principal: 'User:dave' }]);
    await eventually('all write', async () => (await write('eve')) === 'done');
  });

  test('are not changed where something is wrong with one of them', async () => {
    const fresh = password('frank', 'SCRAM-SHA-256', 'secret');
    const outcome = async (asked: Promise<unknown>) => {
      const { code, message } = (await rejection(asked)) as Refusal;
      return `${code}: ${message}`;
    };
    const kept = (user: string) => `credentials of user "${user}" stay as they are`;
    expect(await outcome(upsertScramCredentials(kafka.client, [fresh, { ...fresh, password: '' }]))).toBe(
      `UNACCEPTABLE_CREDENTIAL: ${kept('frank')}: the password must not be empty`,
    );
    expect(await outcome(upsertScramCredentials(kafka.client, [{ ...fresh, iterations: 100 }]))).toBe(
      `UNACCEPTABLE_CREDENTIAL: ${kept('frank')}: iterations must be 4096 to 16384, but 100 was given`,
    );
    expect(await outcome(upsertScramCredentials(kafka.client, [{ ...fresh, user: '' }]))).toBe(
      `UNACCEPTABLE_CREDENTIAL: ${kept('')}: Username must not be empty`,
    );
    expect(await outcome(upsertScramCredentials(kafka.client, [fresh, fresh]))).toMatch(/^DUPLICATE_RESOURCE: .*frank/);
    expect(
      await outcome(upsertScramCredentials(kafka.client, [{ ...fresh, mechanism: 'PLAIN' as 'SCRAM-SHA-256' }])),
    ).toBe("INVALID_OPTION: mechanism of a user must be one of SCRAM-SHA-256, SCRAM-SHA-512, but 'PLAIN' was given");
    expect(await outcome(deleteScramCredentials(kafka.client, [{ user: 'frank', mechanism: 'SCRAM-SHA-256' }]))).toBe(
      `RESOURCE_NOT_FOUND: ${kept('frank')}: Attempt to delete a user credential that does not exist`,
    );
    expect((await listScramCredentials(kafka.client)).filter(({ user }) => user === 'frank')).toEqual([]);
  });
});

describe('quotas', () => {
  test('are as Kafka sees them, and seen as Kafka has them', async () => {
    await alterClientQuotas(
      kafka.client,
      { user: 'alice' },
      { set: { producer_byte_rate: 1_000_000, request_percentage: 12.5 } },
    );
    await alterClientQuotas(kafka.client, { user: 'alice', clientId: null }, { set: { consumer_byte_rate: 2 ** 40 } });
    await alterClientQuotas(kafka.client, { clientId: 'app / 1' }, { set: { controller_mutation_rate: 0.5 } });
    await alterClientQuotas(kafka.client, { ip: '127.0.0.9' }, { set: { connection_creation_rate: 0 } });
    await alterClientQuotas(kafka.client, { user: null }, { set: { producer_byte_rate: 7 } });
    const of = (...args: readonly string[]) => configs('--describe', ...args);
    expect(await of('--entity-type', 'users', '--entity-name', 'alice')).toMatch(
      /Quota configs for user-principal 'alice' are .*producer_byte_rate=1000000/,
    );
    expect(await of('--entity-type', 'ips', '--entity-name', '127.0.0.9')).toContain('connection_creation_rate=0');
    const all = await listClientQuotas(kafka.client);
    expect(all).toHaveLength(5);
    expect(all).toEqual(
      expect.arrayContaining([
        { entity: { user: 'alice' }, quotas: { producer_byte_rate: 1_000_000, request_percentage: 12.5 } },
        { entity: { user: 'alice', clientId: null }, quotas: { consumer_byte_rate: 2 ** 40 } },
        { entity: { clientId: 'app / 1' }, quotas: { controller_mutation_rate: 0.5 } },
        { entity: { ip: '127.0.0.9' }, quotas: { connection_creation_rate: 0 } },
        { entity: { user: null }, quotas: { producer_byte_rate: 7 } },
      ]),
    );
    await alterClientQuotas(
      kafka.client,
      { user: 'alice' },
      { set: { consumer_byte_rate: 5 }, remove: ['request_percentage'] },
    );
    expect(await listClientQuotas(kafka.client, { user: 'alice' })).toEqual([
      { entity: { user: 'alice' }, quotas: { producer_byte_rate: 1_000_000, consumer_byte_rate: 5 } },
    ]);
    expect(await listClientQuotas(kafka.client, { user: null })).toMatchObject([{ entity: { user: null } }]);
    expect(await listClientQuotas(kafka.client, { user: 'nobody' })).toEqual([]);
    await configs('--alter', '--entity-type', 'clients', '--entity-default', '--add-config', 'request_percentage=50');
    expect(await listClientQuotas(kafka.client, { clientId: null })).toEqual([
      { entity: { clientId: null }, quotas: { request_percentage: 50 } },
    ]);
  });

  test.each([
    [{}, { set: { producer_byte_rate: 1 } }, /^INVALID_REQUEST: quotas of nobody: /],
    [
      { user: 'alice', ip: '127.0.0.1' },
      { set: { producer_byte_rate: 1 } },
      /^INVALID_REQUEST: quotas of user "alice" and ip "127.0.0.1": /,
    ],
    [
      { ip: '127.0.0.1' },
      { set: { producer_byte_rate: 1 } },
      /^INVALID_REQUEST: .*Invalid configuration key producer_byte_rate/,
    ],
    [
      { user: null },
      { set: { producer_byte_rate: 0.5 } },
      /^INVALID_REQUEST: quotas of user by default: .*must be a LONG value/,
    ],
    [
      { user: 'alice' },
      { set: { producer_byte_rate: NaN } },
      /^INVALID_OPTION: quota producer_byte_rate must be a number from 0, but NaN/,
    ],
    [{ user: '' }, { set: { producer_byte_rate: 1 } }, /^INVALID_REQUEST: .*Empty user not supported/],
  ] as const)('are refused of %j: %j', async (entity, change, expected) => {
    const { code, message } = (await rejection(alterClientQuotas(kafka.client, entity, change))) as Refusal;
    expect(`${code}: ${message}`).toMatch(expected);
  });
});

test('is refused to who may not: ACLs, users and quotas', async () => {
  // Only who logs in could undo this: it is the last of this file.
  await createAcls(kafka.client, [acl({ ...cluster, principal: EVERYBODY, operation: 'clusterAction' })]);
  const client = await connect({ brokers: kafka.local.bootstrap });
  const user = { user: 'alice', mechanism: 'SCRAM-SHA-256' } as const;
  for (const asked of [
    listAcls(client),
    createAcls(client, [acl({})]),
    deleteAcls(client, [acl({})]),
    listScramCredentials(client),
    upsertScramCredentials(client, [{ ...user, password: 'a' }]),
    deleteScramCredentials(client, [user]),
    listClientQuotas(client),
    alterClientQuotas(client, { user: 'alice' }, { remove: ['producer_byte_rate'] }),
  ].map(rejection))
    expect(await asked).toMatchObject({ code: 'CLUSTER_AUTHORIZATION_FAILED', retriable: false });
  await client.close();
});
