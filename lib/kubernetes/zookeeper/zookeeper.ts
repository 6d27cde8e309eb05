import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { zooKeeperOf, zookeeperProperties, type Cluster } from '../../cluster';
import { anyBroker, BROKERS_SERVE } from '../brokers-serve';
import { configMap } from '../config-map';
import { files } from '../file';
import { CONFIG_FOLDER, CONFIG_MOUNT, configVolume, jvmEnvironment } from '../jvm';
import type { ClusterProps } from '../cluster-props';
import { log4j } from '../logging';
import { describedMetadata, selector } from '../metadata';
import { pods, tcpPorts, toBrokers, type Traffic } from '../network-policy';

import { podTemplate } from '../pod';
import { PodPolicies } from '../pod-policies';
import { command, processLives, tcp } from '../probes';
import { resourceRequirements } from '../resources';
import { containerPorts, HEADLESS, REACHABLE_WHILE_STARTING, service, type Ports } from '../services';
import { spread } from '../spread';
import { claims, ephemeralVolume } from '../storage';
import { workload } from '../workload';
import { ZOOKEEPER_PORTS, ZOOKEEPER_VOLUME, zooKeeperName, zooKeeperPlace } from './zookeeper-place';

/** The ensemble that holds the brokers' metadata: one server, or three or five that vote. */
export class ZooKeeper extends Construct {
  /** `zookeeper.properties`, and what starts the servers. Its name changes with its content. */
  readonly config: ApiObject;
  /** Gives the pods their names. */
  readonly headlessService: ApiObject;
  /** Of each server, the first one first. */
  readonly serverServices: readonly ApiObject[];
  readonly policies: PodPolicies;
  readonly statefulSet: ApiObject;

  constructor(scope: Construct, id: string, { cluster }: ClusterProps) {
    super(scope, id);
    const { fileName, text } = zooKeeperLogging(cluster);
    this.config = configMap(this, cluster, 'zookeeper', {
      'zookeeper.properties': zookeeperProperties(zooKeeperOf(cluster), zooKeeperPlace(cluster)),
      [fileName]: text,
      ...files(['start-zookeeper.sh', BROKERS_SERVE, 'zookeeper-serves.sh', 'before-zookeeper-stops.sh']),
    });
    const ports = zooKeeperPorts(cluster);
    const common = { component: 'zookeeper', ports } as const;
    this.headlessService = service(this, cluster, { ...common, name: 'zookeeper', spec: HEADLESS });
    this.serverServices = zooKeeperOf(cluster).servers.map((server) => {
      const pod = zooKeeperName(server);
      return service(this, cluster, { ...common, name: pod, pod, spec: REACHABLE_WHILE_STARTING });
    });
    this.policies = new PodPolicies(this, 'policies', {
      cluster,
      component: 'zookeeper',
      traffic: zooKeeperTraffic(cluster),
      maxUnavailable: 1,
    });
    this.statefulSet = workload(
      this,
      'stateful-set',
      k8s.KubeStatefulSet,
      {
        metadata: describedMetadata(cluster, 'zookeeper'),
        spec: {
          serviceName: this.headlessService.name,
          replicas: zooKeeperOf(cluster).servers.length,
          ordinals: { start: 1 },
          // One after another would never start: ready means in quorum, and that takes several.
          podManagementPolicy: 'Parallel',
          revisionHistoryLimit: 3,
          selector: { matchLabels: selector(cluster, 'zookeeper') },
          template: zooKeeperPod(cluster, this.config),
          ...claims(cluster, cluster.storage.zookeeperSize),
        },
      },
      cluster.pods.zookeeper,
    );
  }
}

const zooKeeperLogging = ({ logLevels }: Cluster) => log4j(logLevels.zookeeper);

/** A single server has nobody to vote with. */
const zooKeeperPorts = (cluster: Cluster): Ports =>
  zooKeeperOf(cluster).servers.length === 1 ? { client: ZOOKEEPER_PORTS.client } : ZOOKEEPER_PORTS;

function zooKeeperTraffic(cluster: Cluster): Traffic {
  const clients = { from: [pods(cluster, 'broker')], ports: tcpPorts(ZOOKEEPER_PORTS.client) };
  // Whether any serves: a server without data asks.
  const egress = toBrokers(cluster);
  if (zooKeeperOf(cluster).servers.length === 1) return { ingress: [clients], egress };
  const peers = [pods(cluster, 'zookeeper')];
  // The client port too: a server without data asks the others for theirs.
  const ports = tcpPorts(...Object.values(zooKeeperPorts(cluster)));
  return { ingress: [clients, { from: peers, ports }], egress: [{ to: peers, ports }, ...egress] };
}

const zooKeeperPod = (cluster: Cluster, config: ApiObject): k8s.PodTemplateSpec =>
  podTemplate(cluster, 'zookeeper', {
    spec: {
      ...spread(cluster, 'zookeeper'),
      // Time for brokers that stop at the same time, as when all is deleted, to leave first.
      terminationGracePeriodSeconds: 60,
      volumes: [configVolume(config), ...ephemeralVolume(cluster, cluster.storage.zookeeperSize)],
    },
    container: {
      image: cluster.images.zookeeper,
      command: ['bash', `${CONFIG_FOLDER}/start-zookeeper.sh`],
      env: [
        ...jvmEnvironment({
          name: 'zookeeper',
          heap: cluster.resources.zookeeper.heap,
          flags: cluster.jvm.zookeeper,
          logging: zooKeeperLogging(cluster),
        }),
        anyBroker(cluster),
      ],
      ports: containerPorts(zooKeeperPorts(cluster)),
      resources: resourceRequirements(
        cluster.resources.zookeeper,
        cluster.storage.ephemeral ? cluster.storage.zookeeperSize : undefined,
      ),
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
