import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { kindPorts, type Broker, type Cluster } from '../cluster';
import { BOOTSTRAP_SERVICE, brokerName } from './addresses';
import type { ClusterProps } from './cluster-props';
import { listenerPorts } from './listener-ports';
import { externalName } from './names';
import { HEADLESS, REACHABLE_WHILE_STARTING, service } from './services';

/** The ways to the brokers. */
export class BrokerServices extends Construct {
  /** Gives the pods their names. */
  readonly headless: ApiObject;
  /** Leads to any broker. */
  readonly bootstrap: ApiObject;
  /** From inside to each broker, broker 1 first. */
  readonly internal: readonly ApiObject[];
  /** From outside to each broker, broker 1 first; none where they are reachable from inside only. */
  readonly external: readonly ApiObject[];

  constructor(scope: Construct, id: string, { cluster }: ClusterProps) {
    super(scope, id);
    const inside = { component: 'broker', ports: listenerPorts(cluster, 'inside') } as const;
    // Brokers that are the controllers too are reached as such in the same way.
    const each = { ...inside, ports: listenerPorts(cluster, 'inside', 'quorum') };
    this.headless = service(this, cluster, { ...each, name: 'broker', spec: HEADLESS });
    this.bootstrap = service(this, cluster, {
      ...inside,
      name: BOOTSTRAP_SERVICE,
      // Brokers that are behind serve clients all the same, and all of them may be: each in another partition.
      ...(cluster.readiness === 'in-sync' && { spec: REACHABLE_WHILE_STARTING }),
    });
    const ways = cluster.brokers.map((broker) => {
      const pod = brokerName(broker);
      return {
        internal: service(this, cluster, { ...each, name: pod, pod, spec: REACHABLE_WHILE_STARTING }),
        external: externalService(this, cluster, broker),
      };
    });
    this.internal = ways.map(({ internal }) => internal);
    this.external = ways.flatMap(({ external }) => external ?? []);
  }
}

function externalService(scope: Construct, cluster: Cluster, broker: Broker): ApiObject | undefined {
  const { services } = cluster;
  const ports = listenerPorts({ brokers: [broker] }, 'outside');
  if (Object.keys(ports).length === 0) return undefined;
  const pod = brokerName(broker);
  const [kindPort] = kindPorts([broker]);
  const { annotations, eachAnnotations, loadBalancerClass, loadBalancerSourceRanges } = services.external;
  return service(scope, cluster, {
    name: externalName(pod),
    component: 'broker',
    pod,
    ports,
    ...(kindPort && { nodePort: kindPort.nodePort }),
    annotations: { ...annotations, ...eachAnnotations?.[broker.id - 1] },
    spec: {
      ...REACHABLE_WHILE_STARTING,
      type: kindPort ? 'NodePort' : 'LoadBalancer',
      ...(loadBalancerClass !== undefined && { loadBalancerClass }),
      ...(loadBalancerSourceRanges && { loadBalancerSourceRanges: [...loadBalancerSourceRanges] }),
    },
  });
}
