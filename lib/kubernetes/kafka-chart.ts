import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { Brokers } from './brokers';
import { JobTemplate } from './job-template';
import { KafkaUi } from './kafka-ui';
import { TopicsJob } from './topics-job';
import { ZooKeeper } from './zookeeper';

/** Everything that a cluster is in Kubernetes. */
export class KafkaChart extends Chart {
  constructor(scope: Construct, id: string, cluster: Cluster) {
    super(scope, id);
    if (cluster.namespace !== undefined) this.namespaceObject(cluster.namespace);
    new ZooKeeper(this, 'zookeeper', cluster);
    new Brokers(this, 'brokers', cluster);
    new KafkaUi(this, 'kafka-ui', cluster);
    if (cluster.topics.length > 0) new TopicsJob(this, 'topics', cluster);
    new JobTemplate(this, cluster, 'produce');
    new JobTemplate(this, cluster, 'consume');
  }

  private namespaceObject(name: string): void {
    new k8s.KubeNamespace(this, 'namespace', {
      metadata: {
        name,
        labels: Object.fromEntries(
          ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
        ),
      },
    });
  }
}
