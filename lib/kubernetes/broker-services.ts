import { Construct } from 'constructs';
import type { Broker, Cluster } from '../cluster';
import { BOOTSTRAP_SERVICE, brokerName, INTERNAL_PORT } from './addresses';
import { HEADLESS, REACHABLE_WHILE_STARTING, service, type Ports } from './services';

const INTERNAL: Ports = { internal: INTERNAL_PORT };
const external = ({ id, externalPort }: Broker): Ports => ({ [`external-${id}`]: externalPort });

/** Every pod of the StatefulSet names the EXTERNAL ports of all brokers, and listens on its own one. */
export const brokerPorts = ({ brokers, reachable }: Cluster): Ports =>
  reachable.from === 'inside' ? INTERNAL : (Object.assign({}, INTERNAL, ...brokers.map(external)) as Ports);

/** The ways to the brokers: to all of them, to each one from inside, to each one from outside. */
export class BrokerServices extends Construct {
  constructor(scope: Construct, id: string, cluster: Cluster) {
    super(scope, id);
    service(this, cluster, { name: 'broker', component: 'broker', ports: INTERNAL, spec: HEADLESS });
    service(this, cluster, { name: BOOTSTRAP_SERVICE, component: 'broker', ports: INTERNAL });
    for (const broker of cluster.brokers) {
      const pod = brokerName(broker);
      service(this, cluster, { name: pod, component: 'broker', pod, ports: INTERNAL, spec: REACHABLE_WHILE_STARTING });
      this.externalService(cluster, broker);
    }
  }

  private externalService(cluster: Cluster, broker: Broker): void {
    const { reachable } = cluster;
    if (reachable.from === 'inside') return;
    const pod = brokerName(broker);
    service(this, cluster, {
      name: `${pod}-external`,
      component: 'broker',
      pod,
      ports: external(broker),
      ...(reachable.from === 'kind' ? { nodePort: broker.nodePort } : {}),
      spec: { ...REACHABLE_WHILE_STARTING, type: reachable.from === 'kind' ? 'NodePort' : 'LoadBalancer' },
    });
  }
}
