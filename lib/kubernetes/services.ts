import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { apiObject } from './api-object';
import { objectName } from './names';
import { anyInstance, metadata, type Component, type Labels } from './metadata';

/** Number by the name that the containers give to the same port. */
export type Ports = Readonly<Record<string, number>>;

export interface ServiceOptions {
  /** Without a prefix, as that of `pod`. */
  readonly name: string;
  readonly component: Component;
  readonly ports: Ports;
  /** Narrows the choice down to one pod. */
  readonly pod?: string;
  /** Port on every node, for a Service of one port. */
  readonly nodePort?: number;
  readonly spec?: k8s.ServiceSpec;
  /** Over those that every Service has. */
  readonly annotations?: Labels;
}

export const service = (scope: Construct, cluster: Cluster, options: ServiceOptions): ApiObject => {
  const { name, component, ports, pod, nodePort, spec } = options;
  const annotations = { ...cluster.services.annotations, ...options.annotations };
  return apiObject(scope, `service-${name}`, k8s.KubeService, {
    metadata: { ...metadata(cluster, component, name), ...(Object.keys(annotations).length > 0 && { annotations }) },
    spec: {
      ...spec,
      selector: { ...anyInstance(cluster, component), ...(pod === undefined ? {} : onlyPod(objectName(cluster, pod))) },
      ports: Object.entries(ports).map(([port, number]) => ({
        name: port,
        port: number,
        // What a service mesh would otherwise have to guess from the first bytes, and a load balancer probes by.
        appProtocol: port === 'http' ? 'http' : 'tcp',
        targetPort: k8s.IntOrString.fromString(port),
        ...(nodePort === undefined ? {} : { nodePort }),
      })),
    },
  });
};

/** Servers are reached before they are ready: a broker is asked by its controller, and a quorum is needed to become ready. */
export const REACHABLE_WHILE_STARTING = { publishNotReadyAddresses: true } as const satisfies k8s.ServiceSpec;

/** Gives the pods of a StatefulSet their names. */
export const HEADLESS = { clusterIp: 'None', ...REACHABLE_WHILE_STARTING } as const satisfies k8s.ServiceSpec;

export const containerPorts = (ports: Ports): k8s.ContainerPort[] =>
  Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort }));

const onlyPod = (name: string): Labels => ({ 'statefulset.kubernetes.io/pod-name': name });
