import type { ClusterState, ServerState } from '../../target';
import { rollNext } from './roll-next';

const servers = ['zookeeper-1', 'broker-1', 'broker-2', 'broker-3'].map((name) => ({
  name,
  role: name.startsWith('broker') ? 'broker' : 'zookeeper',
  id: Number(name.slice(-1)),
})) as unknown as readonly ServerState[];
const state = (controllerId: number | undefined) => ({ servers, health: { controllerId } as ClusterState['health'] });

test.each([
  [1, ['broker-2', 'broker-3', 'broker-1', 'zookeeper-1']],
  [3, ['broker-1', 'broker-2', 'broker-3', 'zookeeper-1']],
  [undefined, ['broker-1', 'broker-2', 'broker-3', 'zookeeper-1']],
])('with controller %p servers take their turns as %j', (controllerId, expected) => {
  const turns: string[] = [];
  for (let left = servers.map(({ name }) => name); left.length > 0; left = left.filter((name) => !turns.includes(name)))
    turns.push(rollNext(left, state(controllerId)));
  expect(turns).toEqual(expected);
});

test('of controllers that are no brokers the one that decides is the last of all', () => {
  const nodes = ['controller-101', 'controller-102', 'broker-1'].map((name) => {
    const [role, id] = name.split('-');
    return { name, role, id: Number(id) };
  }) as unknown as readonly ServerState[];
  const next = (...left: readonly string[]) => rollNext(left, { ...state(101), servers: nodes });
  expect(next('controller-101', 'controller-102', 'broker-1')).toBe('broker-1');
  expect(next('controller-101', 'controller-102')).toBe('controller-102');
});

test('a controller that is elected meanwhile is the last one that is left', () => {
  expect(rollNext(['broker-1', 'broker-3'], state(1))).toBe('broker-3');
});
