import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Cluster } from '../cluster';
import { apiObject } from './api-object';
import { listenerPorts } from './listener-ports';
import { anyInstance, metadata, selector, type Component, type Labels } from './metadata';

export interface Traffic {
  /** @default - none; kubelet's probes and `kubectl port-forward` come from the node and are let in always */
  readonly ingress?: k8s.NetworkPolicyIngressRule[];
  /** @default - none */
  readonly egress?: k8s.NetworkPolicyEgressRule[];
}

/**
 * Refuses the pods of a component all traffic but the given. Policies add up, so each cluster names its own, also beside one of the
 * same name whose objects are called otherwise: a dot is in no name.
 */
export const networkPolicy = (
  scope: Construct,
  id: string,
  cluster: Cluster,
  component: Component,
  traffic: Traffic,
): ApiObject =>
  apiObject(scope, id, k8s.KubeNetworkPolicy, {
    metadata: {
      ...metadata(cluster, component),
      name: [cluster.name, component].join(cluster.names === 'plain' ? '-' : '.'),
    },
    spec: {
      podSelector: { matchLabels: { ...selector(cluster, component), ...anyInstance(cluster, component) } },
      policyTypes: ['Ingress', 'Egress'],
      ...traffic,
    },
  });

/** Pods of a component in the same namespace. */
export const pods = (cluster: Cluster, component: Component): k8s.NetworkPolicyPeer => ({
  podSelector: { matchLabels: anyInstance(cluster, component) },
});

/** Pods with these labels in any namespace. */
export const podsAnywhere = (labels: Labels): k8s.NetworkPolicyPeer => ({
  namespaceSelector: {},
  podSelector: { matchLabels: labels },
});

export const tcpPorts = (...numbers: number[]): k8s.NetworkPolicyPort[] =>
  numbers.map((port) => policyPort(port, 'TCP'));

/** To any address: what answers for DNS (CoreDNS, a cache on the node …) differs from cluster to cluster. */
export const DNS: k8s.NetworkPolicyEgressRule = { ports: [policyPort(53, 'UDP'), policyPort(53, 'TCP')] };

/** What every client of the brokers inside Kubernetes needs, and a broker too. */
export const toBrokers = (cluster: Cluster): k8s.NetworkPolicyEgressRule[] => [
  { to: [pods(cluster, 'broker')], ports: tcpPorts(...Object.values(listenerPorts(cluster, 'inside'))) },
  DNS,
];

function policyPort(port: number, protocol: 'TCP' | 'UDP'): k8s.NetworkPolicyPort {
  return { port: k8s.IntOrString.fromNumber(port), protocol };
}
