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
