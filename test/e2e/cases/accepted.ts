import type { KindCluster } from '../support/kind-cluster';

const RESTRICTED = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'restricted',
    labels: {
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    },
  },
};

/** Before anything of it is there: a NodePort that is in use already would be refused. */
export function isAccepted(kind: KindCluster): void {
  const dryRun = (...flags: readonly string[]) =>
    kind.kubectl('apply', '--dry-run=server', '--validate=strict', '--filename', kind.dist, ...flags);

  test('every object is accepted with strict field validation and no warning, with no namespace at all', async () => {
    const { stdout, stderr } = await dryRun();
    expect(stderr).toBe('');
    expect(stdout.match(/ created \(server dry run\)$/gm)?.length).toBeGreaterThan(30);
  });

  test('and so it is in a namespace that enforces Pod Security `restricted`', async () => {
    await kind.apply(RESTRICTED);
    expect((await dryRun('--namespace', RESTRICTED.metadata.name)).stderr).toBe('');
  });
}
