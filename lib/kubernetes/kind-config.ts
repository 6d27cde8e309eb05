import { Yaml } from 'cdk8s';
import { kindPorts, requireManifests, type Cluster } from '../cluster';

/** Only programs on this machine are let in: the brokers ask nobody for a password. */
const LOOPBACK = '127.0.0.1';

/** A kind cluster that fits `cluster`. @see https://kind.sigs.k8s.io/docs/user/configuration/ */
export const kindConfig = (cluster: Cluster): string => {
  requireManifests(cluster);
  return Yaml.stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    name: cluster.name,
    ...(cluster.zones.length === 0 ? {} : { featureGates: ZONES_ON_PODS }),
    nodes: [
      { role: 'control-plane', extraPortMappings: portMappings(cluster) },
      ...cluster.zones.map((zone) => ({ role: 'worker', labels: { 'topology.kubernetes.io/zone': zone } })),
    ],
  });
};

/** Copies the zone of the node onto its pods; by default only since Kubernetes 1.35 (KEP-4742). */
const ZONES_ON_PODS = { PodTopologyLabelsAdmission: true };

/** kind makes them when it creates the cluster and never again. A NodePort answers on every node, so one node carries all. */
const portMappings = ({ brokers }: Cluster): object[] =>
  kindPorts(brokers).map(({ nodePort, hostPort }) => ({
    containerPort: nodePort,
    hostPort,
    listenAddress: LOOPBACK,
    protocol: 'TCP',
  }));
