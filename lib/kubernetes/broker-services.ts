import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Broker, Cluster } from '../cluster';
import { BOOTSTRAP_SERVICE, brokerName, INTERNAL_PORT } from './addresses';
import type { ClusterProps } from './cluster-props';
import { HEADLESS, REACHABLE_WHILE_STARTING, service, type Ports } from './services';

const INTERNAL: Ports = { internal: INTERNAL_PORT };
const external = ({ id, externalPort }: Broker): Ports => ({ [`external-${id}`]: externalPort });

/** Every pod of the StatefulSet names the EXTERNAL ports of all brokers, and listens on its own one. */
export const brokerPorts = ({ brokers, reachable }: Cluster): Ports =>
  reachable.from === 'inside' ? INTERNAL : (Object.assign({}, INTERNAL, ...brokers.map(external)) as Ports);

/** The ways to the brokers. */
export class BrokerServices extends Construct {
  /** Gives the pods their names. */
  readonly headless: ApiObject;
  /** Leads to any broker that is ready. */
  readonly bootstrap: ApiObject;
  /** From inside to each broker, broker 1 first. */
  readonly internal: readonly ApiObject[];
  /** From outside to each broker, broker 1 first; none where they are reachable from inside only. */
  readonly external: readonly ApiObject[];

  constructor(scope: Construct, id: string, { cluster }: ClusterProps) {
    super(scope, id);
    const inside = { component: 'broker', ports: INTERNAL } as const;
    this.headless = service(this, cluster, { ...inside, name: 'broker', spec: HEADLESS });
    this.bootstrap = service(this, cluster, { ...inside, name: BOOTSTRAP_SERVICE });
    const ways = cluster.brokers.map((broker) => {
      const pod = brokerName(broker);
      return {
        internal: service(this, cluster, { ...inside, name: pod, pod, spec: REACHABLE_WHILE_STARTING }),
        external: externalService(this, cluster, broker),
      };
    });
    this.internal = ways.map(({ internal }) => internal);
    this.external = ways.flatMap(({ external }) => external ?? []);
  }
}

function externalService(scope: Construct, cluster: Cluster, broker: Broker): ApiObject | undefined {
  const { reachable, services } = cluster;
  if (reachable.from === 'inside') return undefined;
  const pod = brokerName(broker);
  const { annotations, eachAnnotations, loadBalancerClass, loadBalancerSourceRanges } = services.external;
  return service(scope, cluster, {
    name: `${pod}-external`,
    component: 'broker',
    pod,
    ports: external(broker),
    ...(reachable.from === 'kind' ? { nodePort: broker.nodePort } : {}),
    annotations: { ...annotations, ...eachAnnotations?.[broker.id - 1] },
    spec: {
      ...REACHABLE_WHILE_STARTING,
      type: reachable.from === 'kind' ? 'NodePort' : 'LoadBalancer',
      ...(loadBalancerClass !== undefined && { loadBalancerClass }),
      ...(loadBalancerSourceRanges && { loadBalancerSourceRanges: [...loadBalancerSourceRanges] }),
    },
  });
}
