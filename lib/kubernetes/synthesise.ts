import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { requireManifests, type Cluster } from '../cluster';
import { addCharts } from './charts';
import { kindConfig } from './kind-config';

/**
 * Writes the manifests into a folder, by default cdk8s' output folder, and `kind-config.yaml` beside it: `kubectl apply -f dist`
 * would refuse it there.
 */
export function synthesise(cluster: Cluster, folder?: string): void {
  requireManifests(cluster);
  const app = new App(folder === undefined ? {} : { outdir: folder });
  addCharts(app, cluster);
  app.synth();
  writeFileSync(join(app.outdir, '..', 'kind-config.yaml'), kindConfig(cluster));
}
