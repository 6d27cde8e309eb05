import type { ClusterState } from '../../target';

/**
 * Brokers first, so that what they cannot start with is found while ZooKeeper serves; of them the controller last, as each restart
 * of a controller has another one elected.
 */
export function rollNext(
  left: readonly string[],
  { servers, health }: Pick<ClusterState, 'servers' | 'health'>,
): string {
  const turn = (name: string): number => {
    const server = servers.find((each) => each.name === name);
    if (server?.role !== 'broker') return 2;
    return server.id === health?.controllerId ? 1 : 0;
  };
  return [...left].sort((a, b) => turn(a) - turn(b))[0]!;
}
