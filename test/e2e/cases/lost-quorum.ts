import type { KindCluster } from '../support/kind-cluster';

/** All voters are apart from the brokers, and lose their volumes at once: what topics there are is gone with these. */
export function foundsNoQuorumBesideBrokers(kind: KindCluster): void {
  test('without the volumes of all controllers no quorum is founded beside brokers that serve', async () => {
    const controllers = kind.cluster.servers.filter(({ role }) => role === 'controller');
    const lost = controllers.flatMap(({ name }) => [`pvc/data-${name}`, `pod/${name}`]);
    await kind.kubectl('delete', ...lost, '--wait=false');
    await kind.until('the first controller says why it does not start', async () => {
      const logs = ['logs', controllers[0]!.name, '--all-containers'];
      const said = await Promise.all(
        [logs, [...logs, '--previous']].map((args) => kind.kubectl(...args).catch(() => ({ stdout: '' }))),
      );
      return said.some(({ stdout }) => stdout.includes('the volumes of its voters were lost'));
    });
  });
}
