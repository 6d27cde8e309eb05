import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { serverProperties, type Cluster } from '../cluster';
import { bootstrapServers, brokerName } from './addresses';
import { BrokerServices } from './broker-services';
import { configMap } from './config-map';
import { files } from './file';
import { CONFIG_FOLDER, CONFIG_MOUNT, configVolume } from './jvm';
import { kafkaEnvironment } from './kafka-environment';
import { DATA_MOUNT } from './kafka-volume';
import type { ClusterProps } from './cluster-props';
import { listenerPorts, portOfBeingUp } from './listener-ports';
import { kafkaLogging } from './logging';
import { describedMetadata, selector } from './metadata';
import { metadataHolder } from './metadata-holder';
import { agentParts } from './metrics-agent';
import { objectName } from './names';
import { pods, podsAnywhere, tcpPorts, toBrokers, type Traffic } from './network-policy';
import { brokerPlace } from './places';
import { clientLabels, podTemplate } from './pod';
import { PodPolicies } from './pod-policies';
import { processLives, tcp } from './probes';
import { readinessContainer } from './readiness-container';
import { resourceRequirements } from './resources';
import { containerPorts } from './services';
import { spread } from './spread';
import { claims, ephemeralVolume } from './storage';
import { workload } from './workload';

/** One StatefulSet for all brokers: several would all restart at once when their configuration changes. */
export class Brokers extends Construct {
  /** Addresses of all brokers for clients inside Kubernetes, `broker-1:19090,…`: any one of them may be down. */
  readonly bootstrapServers: string;
  /** `server.properties` of each broker, and what starts it. Its name changes with its content. */
  readonly config: ApiObject;
  readonly services: BrokerServices;
  readonly policies: PodPolicies;
  readonly statefulSet: ApiObject;

  constructor(scope: Construct, id: string, { cluster }: ClusterProps) {
    super(scope, id);
    this.bootstrapServers = bootstrapServers(cluster);
    this.config = configMap(this, cluster, 'broker', brokerConfig(cluster));
    this.services = new BrokerServices(this, 'services', { cluster });
    this.policies = new PodPolicies(this, 'policies', {
      cluster,
      component: 'broker',
      traffic: brokerTraffic(cluster),
      maxUnavailable: 1,
      // One that is behind in some partitions may be needed in others. A single one would never be let go (KEP-3017).
      ...(cluster.readiness === 'in-sync' && cluster.brokers.length > 1 && { unhealthy: 'IfHealthyBudget' }),
    });
    this.statefulSet = workload(
      this,
      'stateful-set',
      k8s.KubeStatefulSet,
      {
        metadata: describedMetadata(cluster, 'broker'),
        spec: {
          serviceName: this.services.headless.name,
          replicas: cluster.brokers.length,
          // Pods bear the ids of their brokers.
          ordinals: { start: 1 },
          // Updates go one by one all the same; but after an outage every broker may be needed for another to become ready.
          podManagementPolicy: 'Parallel',
          // A broker that has just become ready may be behind again at once: under load, or where only its port says that it is ready.
          minReadySeconds: 10,
          revisionHistoryLimit: 3,
          selector: { matchLabels: selector(cluster, 'broker') },
          template: brokerPod(cluster, this.config),
          ...claims(cluster, cluster.storage.size),
        },
      },
      cluster.pods.broker,
    );
  }
}

/** Properties of each broker under the name of its pod, and what starts it. */
function brokerConfig(cluster: Cluster): Record<string, string> {
  const { scripts } = metadataHolder(cluster);
  const { fileName, text } = kafkaLogging(cluster, 'broker');
  const properties = cluster.brokers.map((broker) => [
    `${objectName(cluster, brokerName(broker))}.properties`,
    serverProperties(cluster, broker, brokerPlace(cluster, broker)),
  ]);
  return {
    ...(Object.fromEntries(properties) as Record<string, string>),
    [fileName]: text,
    ...files(scripts),
    ...agentParts(cluster).files,
  };
}

const brokerTraffic = (cluster: Cluster): Traffic => {
  const holder = metadataHolder(cluster);
  const inside = {
    // The templates of the last two may be those of another cluster, without the label of this one's clients.
    from: [
      pods(cluster, 'broker'),
      // Kept apart from brokers that serve, those that have lost the metadata would begin anew beside them.
      ...(holder.component === 'broker' ? [] : [pods(cluster, holder.component)]),
      podsAnywhere(clientLabels(cluster)),
      pods(cluster, 'produce'),
      pods(cluster, 'consume'),
    ],
    ports: tcpPorts(...Object.values(listenerPorts(cluster, 'inside'))),
  };
  const outside = Object.values(listenerPorts(cluster, 'outside'));
  const quorum = Object.values(listenerPorts(cluster, 'quorum'));
  return {
    ingress: [
      inside,
      ...(outside.length > 0 ? [{ ports: tcpPorts(...outside) }] : []),
      // Only nodes vote, and tell each other what all clients would have to believe.
      ...(quorum.length > 0 ? [{ from: [pods(cluster, 'broker')], ports: tcpPorts(...quorum) }] : []),
      ...agentParts(cluster).ingress,
    ],
    egress: [...toBrokers(cluster), { to: [pods(cluster, holder.component)], ports: tcpPorts(holder.port) }],
  };
};

function brokerPod(cluster: Cluster, config: ApiObject): k8s.PodTemplateSpec {
  const agent = agentParts(cluster);
  return podTemplate(cluster, 'broker', {
    before: [...metadataHolder(cluster).before, ...agent.before],
    spec: {
      ...spread(cluster, 'broker'),
      // Time to hand over the leadership of every partition and to close the logs.
      terminationGracePeriodSeconds: 120,
      volumes: [configVolume(config), ...ephemeralVolume(cluster, cluster.storage.size), ...agent.volumes],
    },
    container: {
      image: cluster.images.kafka,
      command: ['bash', `${CONFIG_FOLDER}/${metadataHolder(cluster).startScript}`],
      env: [
        ...kafkaEnvironment(cluster, 'broker', agent.flags),
        {
          name: 'ZONE',
          valueFrom: { fieldRef: { fieldPath: "metadata.labels['topology.kubernetes.io/zone']" } },
        },
      ],
      ports: containerPorts({ ...listenerPorts(cluster, 'inside', 'outside', 'quorum'), ...agent.ports }),
      resources: resourceRequirements(
        cluster.resources.broker,
        cluster.storage.ephemeral ? cluster.storage.size : undefined,
      ),
      // 20 minutes to recover its logs.
      startupProbe: { ...tcp(portOfBeingUp(cluster)), periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 600 },
      readinessProbe: { ...tcp(portOfBeingUp(cluster)), periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
      livenessProbe: processLives,
      volumeMounts: [CONFIG_MOUNT, DATA_MOUNT, ...agent.volumeMounts],
    },
    ...(cluster.readiness === 'in-sync' && { beside: [readinessContainer(cluster)] }),
  });
}
