import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { serverProperties, type Cluster } from '../cluster';
import { brokerName, INTERNAL_PORT, ZOOKEEPER_PORTS } from './addresses';
import { BrokerServices, brokerPorts } from './broker-services';
import { configMap } from './config-map';
import { disruptionBudget } from './disruption-budget';
import { file } from './file';
import { CONFIG_FOLDER, CONFIG_MOUNT, configVolume, jvmEnvironment } from './jvm';
import { describedMetadata, selector } from './metadata';
import { isolate, pods, podsAnywhere, tcpPorts, toBrokers, type Traffic } from './network-policy';
import { BROKER_VOLUME, brokerPlace } from './places';
import { clientLabel, podTemplate } from './pod';
import { processLives, tcp } from './probes';
import { resourceRequirements } from './resources';
import { serviceAccount } from './service-account';
import { containerPorts } from './services';
import { spread } from './spread';
import { claimRetention, claimTemplate } from './storage';

/** One StatefulSet for all brokers: several would all restart at once when their configuration changes. */
export class Brokers extends Construct {
  constructor(scope: Construct, id: string, cluster: Cluster) {
    super(scope, id);
    const config = configMap(this, cluster, 'broker', brokerConfig(cluster));
    new BrokerServices(this, 'services', cluster);
    disruptionBudget(this, cluster, 'broker');
    serviceAccount(this, cluster, 'broker');
    isolate(this, cluster, 'broker', brokerTraffic(cluster));
    new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: describedMetadata(cluster, 'broker'),
      spec: {
        serviceName: 'broker',
        replicas: cluster.brokers.length,
        // Pods bear the ids of their brokers.
        ordinals: { start: 1 },
        // Updates go one by one all the same; but after an outage every broker may be needed for another to become ready.
        podManagementPolicy: 'Parallel',
        // A broker that has just opened its port still has to catch up before the next one may leave.
        minReadySeconds: 10,
        revisionHistoryLimit: 3,
        selector: { matchLabels: selector(cluster, 'broker') },
        template: brokerPod(cluster, config),
        volumeClaimTemplates: [claimTemplate(cluster, cluster.storage.size)],
        persistentVolumeClaimRetentionPolicy: claimRetention(cluster),
      },
    });
  }
}

/** Properties of each broker under the name of its pod, and what starts it. */
const brokerConfig = (cluster: Cluster): Record<string, string> => ({
  ...Object.fromEntries(
    cluster.brokers.map((broker) => [
      `${brokerName(broker)}.properties`,
      serverProperties(cluster, broker, brokerPlace(cluster, broker)),
    ]),
  ),
  'log4j.properties': file('log4j.properties'),
  'start-broker.sh': file('start-broker.sh'),
});

const brokerTraffic = (cluster: Cluster): Traffic => {
  const inside = {
    // The templates of the last two may be those of another cluster, without the label of this one's clients.
    from: [pods('broker'), podsAnywhere(clientLabel(cluster)), pods('produce'), pods('consume')],
    ports: tcpPorts(INTERNAL_PORT),
  };
  const outside = { ports: tcpPorts(...cluster.brokers.map(({ externalPort }) => externalPort)) };
  return {
    ingress: cluster.reachable.from === 'inside' ? [inside] : [inside, outside],
    egress: [...toBrokers, { to: [pods('zookeeper')], ports: tcpPorts(ZOOKEEPER_PORTS.client) }],
  };
};

const brokerPod = (cluster: Cluster, config: string): k8s.PodTemplateSpec =>
  podTemplate(cluster, 'broker', {
    spec: {
      ...spread(cluster, 'broker'),
      // Time to hand over the leadership of every partition and to close the logs.
      terminationGracePeriodSeconds: 120,
      volumes: [configVolume(config)],
    },
    container: {
      image: cluster.images.kafka,
      command: ['bash', `${CONFIG_FOLDER}/start-broker.sh`],
      env: [
        ...jvmEnvironment('kafkaServer', cluster.resources.broker.heap),
        {
          name: 'ZONE',
          valueFrom: { fieldRef: { fieldPath: "metadata.labels['topology.kubernetes.io/zone']" } },
        },
      ],
      ports: containerPorts(brokerPorts(cluster)),
      resources: resourceRequirements(cluster.resources.broker),
      // Since Kafka 3.5 the port opens when the broker is up, logs recovered and all (KAFKA-14658). 20 minutes for that.
      startupProbe: { ...tcp('internal'), periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 600 },
      readinessProbe: { ...tcp('internal'), periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
      livenessProbe: processLives,
      volumeMounts: [CONFIG_MOUNT, { name: 'data', mountPath: BROKER_VOLUME }],
    },
  });
