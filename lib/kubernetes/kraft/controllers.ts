import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import {
  controllerProperties,
  kraftOf,
  requireCluster,
  type BrokerPlace,
  type Cluster,
  type Voter,
} from '../../cluster';
import { ANY_ADDRESS } from '../addresses';
import { BROKERS_SERVE } from '../brokers-serve';
import type { ClusterProps } from '../cluster-props';
import { configMap } from '../config-map';
import { files } from '../file';
import { CONFIG_FOLDER, CONFIG_MOUNT, configVolume } from '../jvm';
import { kafkaEnvironment } from '../kafka-environment';
import { DATA_MOUNT, LOG_DIR } from '../kafka-volume';
import { kafkaLogging } from '../logging';
import { describedMetadata, selector } from '../metadata';
import { objectName } from '../names';
import { pods, tcpPorts, toBrokers, type Traffic } from '../network-policy';
import { podTemplate } from '../pod';
import { PodPolicies } from '../pod-policies';
import { processLives, tcp } from '../probes';
import { resourceRequirements } from '../resources';
import { containerPorts, HEADLESS, REACHABLE_WHILE_STARTING, service } from '../services';
import { spread } from '../spread';
import { claims, ephemeralVolume } from '../storage';
import { workload } from '../workload';
import { FORMAT_SCRIPT, formatStorage } from './format-storage';
import { START_SCRIPT } from './quorum-holder';
import { quorumPorts, voterEndpoint, voterEndpoints } from './quorum';

/** The controllers of `controllers`, which hold the metadata and are no brokers: one, or three or five that vote. */
export class Controllers extends Construct {
  /** `server.properties` of each controller, and what starts it. Its name changes with its content. */
  readonly config: ApiObject;
  /** Gives the pods their names. */
  readonly headlessService: ApiObject;
  /** Of each controller, the first one first. */
  readonly serverServices: readonly ApiObject[];
  readonly policies: PodPolicies;
  readonly statefulSet: ApiObject;

  constructor(scope: Construct, id: string, { cluster }: ClusterProps) {
    super(scope, id);
    const { servers } = kraftOf(cluster);
    this.config = configMap(this, cluster, 'controller', controllerConfig(cluster));
    const common = { component: 'controller', ports: quorumPorts(cluster) } as const;
    this.headlessService = service(this, cluster, { ...common, name: 'controller', spec: HEADLESS });
    this.serverServices = servers.map(({ name }) =>
      service(this, cluster, { ...common, name, pod: name, spec: REACHABLE_WHILE_STARTING }),
    );
    this.policies = new PodPolicies(this, 'policies', {
      cluster,
      component: 'controller',
      traffic: controllerTraffic(cluster),
      maxUnavailable: 1,
    });
    this.statefulSet = workload(
      this,
      'stateful-set',
      k8s.KubeStatefulSet,
      {
        metadata: describedMetadata(cluster, 'controller'),
        spec: {
          serviceName: this.headlessService.name,
          replicas: servers.length,
          // Pods bear the ids of their nodes.
          ordinals: { start: servers[0]!.id },
          // One after another would never start: nothing happens before a majority is there.
          podManagementPolicy: 'Parallel',
          // Time to copy what it has missed, before the next one leaves: its port says only that it listens.
          minReadySeconds: 10,
          revisionHistoryLimit: 3,
          selector: { matchLabels: selector(cluster, 'controller') },
          template: controllerPod(cluster, this.config),
          ...claims(cluster, cluster.storage.controllerSize),
        },
      },
      cluster.pods.controller,
    );
  }
}

function controllerConfig(cluster: Cluster): Record<string, string> {
  const { fileName, text } = kafkaLogging(cluster, 'controller');
  const properties = kraftOf(cluster).servers.map((voter) => [
    `${objectName(cluster, voter.name)}.properties`,
    controllerProperties(cluster, voter, controllerPlace(cluster, voter)),
  ]);
  return {
    ...(Object.fromEntries(properties) as Record<string, string>),
    [fileName]: text,
    ...files([START_SCRIPT, FORMAT_SCRIPT, BROKERS_SERVE]),
  };
}

/** Where a controller runs in Kubernetes. */
export function controllerPlace(cluster: Cluster, voter: Voter): BrokerPlace {
  requireCluster(cluster);
  const { name, protocol } = voter.listener;
  const advertised = voterEndpoint(cluster, voter);
  return {
    bindAddress: ANY_ADDRESS,
    listeners: [{ name, protocol, port: advertised.port, advertised }],
    logDir: LOG_DIR,
    metadata: voterEndpoints(cluster),
  };
}

function controllerTraffic(cluster: Cluster): Traffic {
  const ports = tcpPorts(...Object.values(quorumPorts(cluster)));
  const peers = pods(cluster, 'controller');
  return {
    ingress: [{ from: [pods(cluster, 'broker'), peers], ports }],
    egress: [{ to: [peers], ports }, ...toBrokers(cluster)],
  };
}

function controllerPod(cluster: Cluster, config: ApiObject): k8s.PodTemplateSpec {
  const [port] = Object.keys(quorumPorts(cluster)) as [string];
  const size = cluster.storage.controllerSize;
  return podTemplate(cluster, 'controller', {
    spec: {
      ...spread(cluster, 'controller'),
      // Time for brokers that stop at the same time, as when all is deleted, to leave first.
      terminationGracePeriodSeconds: 60,
      volumes: [configVolume(config), ...ephemeralVolume(cluster, size)],
    },
    before: [formatStorage(cluster, 'controller')],
    container: {
      image: cluster.images.kafka,
      command: ['bash', `${CONFIG_FOLDER}/${START_SCRIPT}`],
      env: kafkaEnvironment(cluster, 'controller'),
      ports: containerPorts(quorumPorts(cluster)),
      resources: resourceRequirements(cluster.resources.controller, cluster.storage.ephemeral ? size : undefined),
      startupProbe: { ...tcp(port), periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 600 },
      readinessProbe: { ...tcp(port), periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
      livenessProbe: processLives,
      volumeMounts: [CONFIG_MOUNT, DATA_MOUNT],
    },
  });
}
