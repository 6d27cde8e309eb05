import type { ClusterState } from '../../target';

/**
 * Brokers first, so that what they cannot start with is found while those serve that hold the metadata; the controller after its like, as
 * each restart of a controller has another one elected.
 */
export function rollNext(
  left: readonly string[],
  { servers, health }: Pick<ClusterState, 'servers' | 'health'>,
): string {
  const turn = (name: string): number => {
    const server = servers.find((each) => each.name === name);
    const isController = server?.role !== 'zookeeper' && server?.id === health?.controllerId;
    return (server?.role === 'broker' ? 0 : 2) + Number(isController);
  };
  return [...left].sort((a, b) => turn(a) - turn(b))[0]!;
}
