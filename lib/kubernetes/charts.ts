import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { Guard } from './guard';
import { KafkaChart } from './kafka-chart';
import { Namespace } from './namespace';

/**
 * Each is a file of its id, and `kubectl apply -f dist` takes them in the order of their names: the namespace before what is in it.
 * What belongs to the whole Kubernetes cluster is apart, as not everybody may apply it.
 */
export function addCharts(scope: Construct, cluster: Cluster): void {
  const { namespace, createNamespace, guard } = cluster;
  if (namespace !== undefined && createNamespace) new Namespace(scope, '0-namespace', cluster, namespace);
  if (namespace !== undefined && guard) new Guard(scope, 'guard', cluster, namespace);
  new KafkaChart(scope, 'kafka', { cluster });
}
