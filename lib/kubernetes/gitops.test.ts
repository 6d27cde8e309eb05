import { find, manifestsOf, workloads } from './testing/manifests';

const minimal = manifestsOf({ topics: { test: {} } });

describe('what GitOps tools and meshes meet', () => {
  test('claims say what they are, and all that Kubernetes would fill in', () => {
    for (const name of ['broker', 'zookeeper']) {
      expect(find(minimal, 'StatefulSet', name).spec.volumeClaimTemplates).toMatchObject([
        { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { volumeMode: 'Filesystem' } },
      ]);
    }
  });

  test('the Job that deletes itself is a hook of Argo CD', () => {
    const job = minimal.find(({ kind }) => kind === 'Job')!;
    expect(job.spec).toMatchObject({ ttlSecondsAfterFinished: 900 });
    expect(job.metadata.annotations).toMatchObject({ 'argocd.argoproj.io/hook': 'PostSync' });
  });

  test('every port says what is spoken there', () => {
    const ports = minimal.flatMap(({ kind, spec }) => (kind === 'Service' ? (spec!.ports ?? []) : []));
    for (const port of ports) expect(port).toMatchObject({ appProtocol: port.targetPort === 'http' ? 'http' : 'tcp' });
  });

  test('every object has the recommended labels; pods and selectors have those of before, so that none is replaced', () => {
    const recommended = ['name', 'instance', 'version', 'component', 'part-of', 'managed-by'];
    for (const { metadata } of minimal) {
      expect(Object.keys(metadata.labels!).sort()).toEqual(
        recommended.map((label) => `app.kubernetes.io/${label}`).sort(),
      );
    }
    for (const { template } of workloads(minimal)) {
      const names = Object.keys(template.metadata.labels).filter((label) => label.startsWith('app.kubernetes.io/'));
      expect(names.sort()).toEqual(
        ['component', 'instance', 'name', 'part-of'].map((label) => `app.kubernetes.io/${label}`),
      );
    }
    for (const name of ['broker', 'zookeeper']) {
      expect(find(minimal, 'StatefulSet', name).spec.selector).toEqual({
        matchLabels: { 'app.kubernetes.io/instance': 'kafka', 'app.kubernetes.io/component': name },
      });
    }
  });

  test('an image without a tag has no version', () => {
    const ui = `ghcr.io/ui@sha256:${'0a'.repeat(32)}`;
    const { labels } = find(manifestsOf({ images: { ui } }), 'Deployment', 'kafka-ui').metadata;
    expect(Object.keys(labels!)).not.toContain('app.kubernetes.io/version');
  });
});
