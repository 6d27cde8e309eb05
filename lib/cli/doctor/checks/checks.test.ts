import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineCluster } from '../../../cluster';
import type { Health, LogDir, OpenTransaction } from '../../../kafka';
import type { PodStatus, ServerState } from '../../../target';
import { examined } from '../examine';
import { reportText } from '../report-text';
import type { KafkaSeen, Seen } from '../seen';
import { checks } from './index';

// What a test cannot easily do to a real cluster; the rest is in test/local/doctor.test.ts.

const NOW = 1_800_000_000_000;
const health = { controllerId: 1, brokers: [], partitions: { degraded: [] }, groups: [], unavailableGroups: [] };
const kafka = { health: health as unknown as Health, topics: new Map(), logDirs: [], moves: [], transactions: [] };
const healthy: Seen = {
  cluster: defineCluster({}),
  state: { servers: [], health: undefined },
  comparison: undefined,
  kafka,
  now: NOW,
};

const found = (seen: Partial<Seen>) =>
  examined({ ...healthy, ...seen }).flatMap(({ id, findings }) =>
    findings.map(({ level, what, command }) => `${level} ${id}: ${what} | ${command ?? '-'}`),
  );
const asked = (change: Partial<KafkaSeen>) => ({ kafka: { ...kafka, ...change } });

test('nothing is found where nothing is wrong', () => expect(found({})).toEqual([]));

const server = (change: Partial<ServerState>): ServerState => ({
  ...{ role: 'zookeeper', id: 1, name: 'zookeeper-1', state: 'starting', described: true, address: undefined },
  ...{ since: new Date(NOW - 10_000), fault: undefined, dataSize: undefined },
  ...change,
});
const ofServer = (change: Partial<ServerState>) => found({ state: { ...healthy.state, servers: [server(change)] } });

test('a server that is starting is given its time, unless it is known that it will not come', () => {
  expect(ofServer({})).toEqual([]);
  expect(ofServer({ since: new Date(NOW - 150_000) })).toEqual([
    'failure servers: zookeeper-1 has been starting for 2 m 30 s | npm run logs -- zookeeper-1',
  ]);
  expect(ofServer({ since: undefined, fault: 'its pod is CrashLoopBackOff, 2 restarts' })).toEqual([
    'failure servers: zookeeper-1 does not start: its pod is CrashLoopBackOff, 2 restarts | npm run logs -- zookeeper-1',
  ]);
});

test('what stops up is not taken for a change of the description', () => {
  const full = 'the disk of /data is full';
  const comparison = { differences: [], refusals: [full], notes: [] };
  const state = { ...healthy.state, refusal: full };
  expect(found({ comparison, state })).toEqual([`failure start: what is down would not be started: ${full} | -`]);
  expect(found({ comparison })).toEqual([`warning description: up would be refused: ${full} | npm run diff`]);
  const brokers = { field: 'brokers', there: 3, described: 1, does: '' };
  expect(found({ comparison: { ...comparison, differences: [brokers] } })).toEqual([
    'warning description: described otherwise than it is there: brokers; up would refuse it | npm run diff',
  ]);
});

test.each([
  [80, []],
  [
    90,
    [
      'warning disks: the disk of broker 2 is 90 % full, 100 MB left; of topics big has the most, 70 MB | npm run topics -- describe big',
    ],
  ],
  [
    96,
    [
      'failure disks: the disk of broker 2 is 96 % full, 40 MB left; of topics big has the most, 70 MB | npm run topics -- describe big',
    ],
  ],
])('a disk that is %d %% full', (percent, expected) => {
  const replica = (topic: string, size: number) => ({ topic, partition: 0, size, isFuture: false });
  const directory: LogDir = {
    path: '/data',
    totalBytes: 1e9,
    usableBytes: 1e9 * (1 - percent / 100),
    replicas: [replica('small', 1e6), replica('big', 5e7), replica('big', 2e7)],
  };
  expect(found(asked({ logDirs: [{ broker: 2, directories: [directory] }] }))).toEqual(expected);
});

test('a disk that has failed', () => {
  const directory = { path: '/data', totalBytes: undefined, usableBytes: undefined, replicas: [], fault: 'Disk error' };
  expect(found(asked({ logDirs: [{ broker: 1, directories: [directory] }] }))).toEqual([
    'failure disks: broker 1 cannot use /data: Disk error | -',
  ]);
});

describe('a transaction that is open', () => {
  const open = (change: Partial<OpenTransaction>): OpenTransaction => ({
    ...{ topic: 'orders', partition: 1, from: 12, to: 14, producerId: 4001n, lastWriteAt: NOW - 120_000 },
    known: undefined,
    ...change,
  });
  const known = (ms: number) => ({ transactionalId: 'billing', startedAt: NOW - ms, timeoutMs: 600_000 });

  test('is told once that is long, with when it ends', () => {
    expect(found(asked({ transactions: [open({ known: known(50_000) })] }))).toEqual([]);
    expect(
      found(asked({ transactions: [open({ known: known(120_000) }), open({ partition: 2, known: known(120_000) })] })),
    ).toEqual([
      expect.stringMatching(
        /^warning transactions: transaction "billing" is open for .+ get nothing of orders\/1, orders\/2 that came since; it is aborted .+ after its beginning/,
      ),
    ]);
  });

  test('fails where no coordinator knows it, with what ends it', () => {
    expect(found(asked({ transactions: [open({ lastWriteAt: NOW - 1000 })] }))).toEqual([]);
    expect(found(asked({ transactions: [open({})] }))).toEqual([
      expect.stringMatching(
        /^failure transactions: a transaction of producer 4001 is open in orders\/1 .* abort --topic orders --partition 1 --start-offset 12 \| -$/,
      ),
    ]);
  });
});

test('no controller', () =>
  expect(found(asked({ health: { ...health, controllerId: undefined } as unknown as Health }))).toEqual([
    expect.stringMatching(/^failure controller: no controller is elected/),
  ]));

test('a broker that runs, and that nobody knows', () => {
  const server = { role: 'broker', id: 2, name: 'broker-2', state: 'up', described: true } as ServerState;
  expect(found({ state: { servers: [server], health: undefined } })).toEqual([
    'failure registration: broker-2 runs, and is not registered with ZooKeeper | npm run restart -- broker-2',
  ]);
});

describe('topics that one broker less closes for producers', () => {
  const topics = (count: number, replicas: number, wanted: number) => ({
    topics: new Map(
      Array.from({ length: count }, (_, index) => `t${index}`).map((name) => [
        name,
        {
          ...{ name, internal: false, partitions: 1, replicationFactor: replicas, replicationFactors: [replicas] },
          config: { values: new Map([['min.insync.replicas', String(wanted)]]), changed: [] },
        },
      ]),
    ),
  });
  const server = (state: ServerState['state'], outdated = false) =>
    ({ role: 'broker', id: 2, name: 'broker-2', state, described: true, outdated }) as ServerState;
  const registered = { ...health, brokers: [{ id: 2, address: 'localhost:9092', replicas: 1 }] } as unknown as Health;

  test('get one more replica where there is a broker for it', () =>
    expect(found(asked(topics(2, 2, 2)))).toEqual([
      'warning min-in-sync: topics t0, t1 want 2 of 2 replicas in sync: the restart of any broker stops their producers | npm run topics -- reassign t0 t1 --replication-factor 3',
    ]));

  test('are to be described with it, where they are described without', () => {
    const cluster = defineCluster({ topics: { t0: { replicationFactor: 2 } } });
    expect(found({ cluster, ...asked(topics(1, 2, 2)) })).toEqual([
      expect.stringContaining('stops its producers; describe 3 too, of t0 | npm run topics -- reassign t0 '),
    ]);
  });

  test('are told what fewer gives up, where there is none', () =>
    expect(found({ cluster: defineCluster({ brokers: 2 }), ...asked(topics(12, 2, 2)) })).toEqual([
      expect.stringMatching(
        /^warning min-in-sync: topics t0, t1, t2 and 9 more want .*; 2 brokers hold no replica more: describe more of them, or want 1, and what is acknowledged is on 1 disk for certain rather than 2 \| npm run topics -- alter t0 .* t11 -c min\.insync\.replicas=1$/,
      ),
    ]));

  test.each([
    ['down', server('down')],
    ['silent', server('silent')],
    ['about to be restarted', server('up', true)],
  ])('get no command of their own while a broker is %s', (_, one) =>
    expect(
      found({ state: { servers: [one], health: undefined }, ...asked({ ...topics(2, 2, 2), health: registered }) }),
    ).toContainEqual(expect.stringMatching(/^warning min-in-sync: .* \| -$/)),
  );
});

describe('a broker that is down', () => {
  const server = { role: 'broker', id: 2, name: 'broker-2', state: 'down', described: true } as ServerState;
  const silent = { ...health, unavailableGroups: ['broker 2 does not tell its groups'] } as unknown as Health;

  test('is no second trouble for the groups that it does not tell', () =>
    expect(found({ state: { servers: [server], health: undefined }, ...asked({ health: silent }) })).toEqual([
      'failure servers: broker-2 is down | npm run up',
    ]));

  test('or is none: then what it does not tell is one', () =>
    expect(found(asked({ health: silent }))).toEqual(['failure groups: broker 2 does not tell its groups | -']));
});

test('a replica that is being made is no trouble, and what waits for it is named', () => {
  const move = { topic: 'six', partition: 0, replicas: [1, 2, 3], adding: [3], removing: [] };
  const brokers = [1, 2, 3].map((id) => ({ id, address: `localhost:909${id}`, replicas: 1 }));
  const degraded = [{ topic: 'six', partition: 0, isOffline: false, replicas: [1, 2, 3], missing: [3] }];
  const seen = { ...health, brokers, partitions: { degraded } } as unknown as Health;
  expect(found(asked({ health: seen, moves: [move] }))).toEqual([
    'warning moves: six/0 is being copied to broker 3, as was asked for: npm run topics -- reassign --cancel takes it back, and this waits for it | npm run topics -- reassign six --to 1,2,3',
  ]);
  expect(found(asked({ health: seen }))).toEqual([
    'warning in-sync: six/0 have fewer replicas in sync than they should: broker 3 is behind or away | -',
  ]);
});

test('a pod without its image, once that has taken long', () => {
  const pod = (name: string, seconds: number): PodStatus => ({
    name,
    isSettled: false,
    isServing: false,
    status: 'ErrImageNeverPull',
    restarts: 0,
    since: new Date(NOW - seconds * 1000),
    node: undefined,
  });
  expect(
    found({ state: { servers: [], health: undefined, pods: [pod('produce-1', 90), pod('produce-2', 5)] } }),
  ).toEqual(['failure pods: pod produce-1 does not get ready: ErrImageNeverPull | npm run images']);
});

test('failures come first, each with what mends it, and then how much was looked at', () => {
  const text = reportText([
    { id: 'a', findings: [] },
    { id: 'longer', findings: [{ level: 'warning', what: 'w', command: 'do w' }] },
    {
      id: 'b',
      findings: [
        { level: 'failure', what: 'f' },
        { level: 'failure', what: 'g', command: 'do g' },
      ],
    },
  ]);
  expect(text).toBe(
    [
      'FAIL  b       f',
      'FAIL  b       g',
      '              do g',
      'warn  longer  w',
      '              do w',
      '1 of 3 checks found nothing, 2 failures, 1 warning',
    ].join('\n'),
  );
});

test('docs/operations.md names all checks', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/operations.md'), 'utf8');
  expect(checks.map(({ id }) => id).filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});
