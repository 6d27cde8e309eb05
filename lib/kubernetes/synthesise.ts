import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import type { Cluster } from '../cluster';
import { KafkaChart } from './kafka-chart';
import { kindConfig } from './kind-config';

/** Writes the manifests into cdk8s' output folder, and `kind-config.yaml` beside it: `kubectl apply -f dist` would refuse it there. */
export function synthesise(cluster: Cluster): void {
  const app = new App();
  new KafkaChart(app, 'kafka', cluster);
  app.synth();
  writeFileSync(join(app.outdir, '..', 'kind-config.yaml'), kindConfig(cluster));
}
