import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { Brokers } from './brokers';
import { clusterMarker } from './cluster-marker';
import { JobTemplate } from './job-template';
import { KafkaUi } from './kafka-ui';
import { TopicsJob } from './topics-job';
import { ZooKeeper } from './zookeeper';

/** Everything that a cluster is in Kubernetes. Each object comes after those that its pods need: `kubectl apply` goes in this order. */
export class KafkaChart extends Chart {
  constructor(scope: Construct, id: string, cluster: Cluster) {
    super(scope, id);
    clusterMarker(this, cluster);
    new ZooKeeper(this, 'zookeeper', cluster);
    new Brokers(this, 'brokers', cluster);
    new KafkaUi(this, 'kafka-ui', cluster);
    if (cluster.topics.length > 0) new TopicsJob(this, 'topics', cluster);
    new JobTemplate(this, cluster, 'produce');
    new JobTemplate(this, cluster, 'consume');
  }
}
