import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { zookeeperProperties, type Cluster } from '../cluster';
import { ZOOKEEPER_PORTS, zooKeeperName } from './addresses';
import { configMap } from './config-map';
import { disruptionBudget } from './disruption-budget';
import { file } from './file';
import { CONFIG_FOLDER, CONFIG_MOUNT, configVolume, jvmEnvironment } from './jvm';
import { describedMetadata, selector } from './metadata';
import { DNS, isolate, pods, tcpPorts, type Traffic } from './network-policy';
import { ZOOKEEPER_VOLUME, zooKeeperPlace } from './places';
import { podTemplate } from './pod';
import { command, processLives, tcp } from './probes';
import { resourceRequirements } from './resources';
import { serviceAccount } from './service-account';
import { containerPorts, HEADLESS, REACHABLE_WHILE_STARTING, service, type Ports } from './services';
import { spread } from './spread';
import { claimRetention, claimTemplate } from './storage';

/** The ensemble that holds the brokers' metadata: one server, or three or five that vote. */
export class ZooKeeper extends Construct {
  constructor(scope: Construct, id: string, cluster: Cluster) {
    super(scope, id);
    const config = configMap(this, cluster, 'zookeeper', {
      'zookeeper.properties': zookeeperProperties(cluster, zooKeeperPlace(cluster)),
      'log4j.properties': file('log4j.properties'),
      'start-zookeeper.sh': file('start-zookeeper.sh'),
      'zookeeper-serves.sh': file('zookeeper-serves.sh'),
      'before-zookeeper-stops.sh': file('before-zookeeper-stops.sh'),
    });
    const ports = zooKeeperPorts(cluster);
    service(this, cluster, { name: 'zookeeper', component: 'zookeeper', ports, spec: HEADLESS });
    for (const server of cluster.zookeeper.servers) {
      const pod = zooKeeperName(server);
      service(this, cluster, { name: pod, component: 'zookeeper', pod, ports, spec: REACHABLE_WHILE_STARTING });
    }
    disruptionBudget(this, cluster, 'zookeeper');
    serviceAccount(this, cluster, 'zookeeper');
    isolate(this, cluster, 'zookeeper', zooKeeperTraffic(cluster));
    new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: describedMetadata(cluster, 'zookeeper'),
      spec: {
        serviceName: 'zookeeper',
        replicas: cluster.zookeeper.servers.length,
        ordinals: { start: 1 },
        // One after another would never start: ready means in quorum, and that takes several.
        podManagementPolicy: 'Parallel',
        revisionHistoryLimit: 3,
        selector: { matchLabels: selector(cluster, 'zookeeper') },
        template: zooKeeperPod(cluster, config),
        volumeClaimTemplates: [claimTemplate(cluster, cluster.storage.zookeeperSize)],
        persistentVolumeClaimRetentionPolicy: claimRetention(cluster),
      },
    });
  }
}

/** A single server has nobody to vote with. */
const zooKeeperPorts = ({ zookeeper }: Cluster): Ports =>
  zookeeper.servers.length === 1 ? { client: ZOOKEEPER_PORTS.client } : ZOOKEEPER_PORTS;

function zooKeeperTraffic(cluster: Cluster): Traffic {
  const clients = { from: [pods('broker')], ports: tcpPorts(ZOOKEEPER_PORTS.client) };
  if (cluster.zookeeper.servers.length === 1) return { ingress: [clients], egress: [DNS] };
  const peers = [pods('zookeeper')];
  // The client port too: a server without data asks the others for theirs.
  const ports = tcpPorts(...Object.values(zooKeeperPorts(cluster)));
  return { ingress: [clients, { from: peers, ports }], egress: [{ to: peers, ports }, DNS] };
}

const zooKeeperPod = (cluster: Cluster, config: string): k8s.PodTemplateSpec =>
  podTemplate(cluster, 'zookeeper', {
    spec: {
      ...spread(cluster, 'zookeeper'),
      // Time for brokers that stop at the same time, as when all is deleted, to leave first.
      terminationGracePeriodSeconds: 60,
      volumes: [configVolume(config)],
    },
    container: {
      image: cluster.images.zookeeper,
      command: ['bash', `${CONFIG_FOLDER}/start-zookeeper.sh`],
      env: jvmEnvironment('zookeeper', cluster.resources.zookeeper.heap),
      ports: containerPorts(zooKeeperPorts(cluster)),
      resources: resourceRequirements(cluster.resources.zookeeper),
      // An hour: a server without data waits for others to tell of theirs, and those may have an image to pull.
      startupProbe: { ...tcp('client'), periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 3600 },
      readinessProbe: {
        ...command('bash', `${CONFIG_FOLDER}/zookeeper-serves.sh`),
        periodSeconds: 5,
        timeoutSeconds: 5,
        failureThreshold: 3,
      },
      livenessProbe: processLives,
      lifecycle: { preStop: command('bash', `${CONFIG_FOLDER}/before-zookeeper-stops.sh`) },
      volumeMounts: [CONFIG_MOUNT, { name: 'data', mountPath: ZOOKEEPER_VOLUME }],
    },
  });
