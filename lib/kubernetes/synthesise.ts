import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import type { Cluster } from '../cluster';
import { KafkaChart } from './kafka-chart';
import { kindConfig } from './kind-config';
import { NamespaceChart } from './namespace';

/**
 * Writes the manifests into a folder, by default cdk8s' output folder, and `kind-config.yaml` beside it: `kubectl apply -f dist`
 * would refuse it there.
 *
 * The namespace of retained volumes gets a folder of its own, `kubectl apply -f dist/namespace -f dist`: so `kubectl delete -f dist`,
 * which looks into no folders, leaves it and the claims in it alone.
 */
export function synthesise(cluster: Cluster, folder?: string): void {
  const app = new App(folder === undefined ? {} : { outdir: folder });
  new KafkaChart(app, 'kafka', cluster);
  app.synth();
  if (cluster.namespace !== undefined && cluster.storage.retained) {
    const first = new App({ outdir: join(app.outdir, 'namespace') });
    new NamespaceChart(first, 'namespace', cluster.namespace);
    first.synth();
  }
  writeFileSync(join(app.outdir, '..', 'kind-config.yaml'), kindConfig(cluster));
}
