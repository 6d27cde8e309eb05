import type { ClusterState, ServerState } from '../../target';
import { requireRestartable } from './require-restartable';

const server = (name: string, state: ServerState['state'] = 'up'): ServerState => ({
  role: name.startsWith('broker') ? 'broker' : 'zookeeper',
  id: Number(name.slice(-1)),
  name,
  state,
  address: undefined,
  dataSize: undefined,
  since: undefined,
  described: true,
  fault: undefined,
});
const commands = { up: 'UP', restart: (names: readonly string[]) => `RESTART ${names.join(' ')}` };

/** What is said of a restart of broker-1, with broker-2 in some state, and partitions that lack brokers. */
function said(
  own: ServerState['state'],
  other: ServerState['state'],
  missing: readonly number[] = [],
  onForced?: (text: string) => void,
): string {
  const degraded = missing.length > 0 ? [{ topic: 't', partition: 0, isOffline: false, missing }] : [];
  const health = { partitions: { total: 1, degraded } } as unknown as ClusterState['health'];
  const state = { servers: [server('zookeeper-1'), server('broker-1', own), server('broker-2', other)], health };
  try {
    requireRestartable(state, 'broker-1', commands, onForced);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  ['up', 'up', [], ''],
  // What is wrong with the server itself is why it is restarted.
  ['silent', 'up', [], ''],
  ['starting', 'up', [], ''],
  ['up', 'up', [1], ''],
  ['down', 'up', [], 'broker-1 does not run: UP starts it'],
  ['up', 'down', [], /^broker-1 is not restarted while broker-2 is down, .*: first UP$/],
  ['up', 'silent', [], /^broker-1 is not restarted while broker-2 does not answer, .*: first RESTART broker-2$/],
  ['up', 'starting', [], /^broker-1 is not restarted while broker-2 is starting, /],
  [
    'up',
    'up',
    [2, 1],
    /^broker-1 is not restarted while broker-2 is not in sync with t\/0, .*: wait until status shows that it is, or RESTART broker-1 --force$/,
  ],
] as const)('a broker that is %s, beside one that is %s and partitions without %j', (own, other, missing, expected) => {
  expect(said(own, other, missing)).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
});

test('by force it is restarted all the same, which is told; one that does not run is not', () => {
  const told: string[] = [];
  const onForced = (text: string) => void told.push(text);
  expect(said('up', 'down', [], onForced)).toBe('');
  expect(said('up', 'up', [2], onForced)).toBe('');
  expect(said('down', 'up', [], onForced)).toMatch(/^broker-1 does not run/);
  expect(told).toEqual([
    'broker-1 is restarted although broker-2 is down',
    'broker-1 is restarted although broker-2 is not in sync with t/0',
  ]);
});
