import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { Brokers } from './brokers';
import { clusterMarker } from './cluster-marker';
import { requireProps, type ClusterProps } from './cluster-props';
import { JobTemplate } from './job-template';
import { Controllers } from './kraft/controllers';
import { KafkaUi } from './kafka-ui';
import type { Labels } from './metadata';
import { Monitoring } from './monitoring';
import { clientLabels } from './pod';
import { sameObjects } from './same-objects';
import { TopicsJob } from './topics-job';
import { ZooKeeper } from './zookeeper/zookeeper';

/**
 * A Kafka cluster in a chart of your own. Each object comes after those that its pods need, as `kubectl apply` goes in this order;
 * what no setting of the description reaches can be patched on the members (`brokers.statefulSet.addJsonPatch(…)`).
 *
 * The namespace is the described one, else the chart's, else the one that `kubectl apply` is told.
 */
export class KafkaCluster extends Construct {
  readonly cluster: Cluster;
  /** Says whose the plain names of the namespace are. */
  readonly marker: ApiObject;
  /** undefined unless `controllers` are described. */
  readonly controllers: Controllers | undefined;
  readonly brokers: Brokers;
  /** undefined of `ui: 'none'`. */
  readonly ui: KafkaUi | undefined;
  /** undefined where no metrics are described. */
  readonly monitoring: Monitoring | undefined;
  /** undefined where no topics are described. */
  readonly topics: TopicsJob | undefined;
  readonly produce: JobTemplate;
  readonly consume: JobTemplate;
  /** Labels that let a pod of any namespace reach the brokers: their NetworkPolicy refuses all others. */
  readonly clientLabels: Labels;
  readonly #zookeeper: ZooKeeper | undefined;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    requireProps(props);
    super(scope, id);
    const { cluster } = props;
    this.node.addValidation({ validate: () => sameObjects(this) });
    this.cluster = cluster;
    this.clientLabels = clientLabels(cluster);
    this.marker = clusterMarker(this, cluster);
    this.#zookeeper = cluster.metadata.mode === 'zookeeper' ? new ZooKeeper(this, 'zookeeper', props) : undefined;
    this.controllers = cluster.metadata.role === 'controller' ? new Controllers(this, 'controllers', props) : undefined;
    this.brokers = new Brokers(this, 'brokers', props);
    const { ui, metrics } = cluster;
    this.monitoring = metrics && new Monitoring(this, 'monitoring', { cluster, metrics });
    this.ui = ui === 'none' ? undefined : new KafkaUi(this, 'kafka-ui', { cluster, ui });
    this.topics = cluster.topics.length > 0 ? new TopicsJob(this, 'topics', props) : undefined;
    this.produce = new JobTemplate(this, 'produce', { cluster, program: 'produce' });
    this.consume = new JobTemplate(this, 'consume', { cluster, program: 'consume' });
  }

  /** @throws {TypeError} of `metadata: 'kraft'`, which has none */
  get zookeeper(): ZooKeeper {
    if (!this.#zookeeper) throw new TypeError(`cluster "${this.cluster.name}" has no ZooKeeper: metadata is 'kraft'`);
    return this.#zookeeper;
  }

  /** Addresses of all brokers for clients inside Kubernetes, `broker-1:19090,…`: any one of them may be down. */
  get bootstrapServers(): string {
    return this.brokers.bootstrapServers;
  }
}
