import { addressText, type Endpoint } from '../endpoint';
import type { KRaftMetadata } from './kraft';

type NodeRole = KRaftMetadata['role'];

/** What `server.properties` says of a node that is a broker, or a controller and nothing else. */
export const nodeProperties = ({ role }: KRaftMetadata, id: number, is: NodeRole) => ({
  'process.roles': is === 'broker' && role === 'broker' ? 'broker,controller' : is,
  'node.id': id,
});

/** What it says of the quorum. @param voters where the node reaches them */
export const quorumProperties = ({ servers }: KRaftMetadata, voters: readonly Endpoint[]) => ({
  'controller.quorum.bootstrap.servers': voters.map(addressText).join(','),
  'controller.listener.names': servers[0]!.listener.name,
});

const OF_CONTROLLERS: readonly string[] = ['controller.quorum.auto.join.enable'];

/** A broker that is no controller does not start with what only controllers may have. */
export const withoutControllers = ({ role }: KRaftMetadata, config: Readonly<Record<string, string>>) =>
  role === 'broker'
    ? config
    : Object.fromEntries(Object.entries(config).filter(([name]) => !OF_CONTROLLERS.includes(name)));

/**
 * Properties under the user's own: as soon as with ZooKeeper a silent broker is taken for dead, and others lead. With Kafka's own
 * nine seconds leaders move in 12.4 s after the kill of a broker that is the active controller too, with these in 9.0 s.
 */
export const KRAFT_CONFIG = {
  'broker.session.timeout.ms': '6000',
  'broker.heartbeat.interval.ms': '1000',
  // Controllers may take long to come, on a busy machine or where images are still pulled: a broker that gives up after Kafka's own
  // minute is one that has crashed.
  'initial.broker.registration.timeout.ms': '600000',
  // A controller that has lost its data comes back as another one, and takes the place of the one that it was (KIP-853).
  'controller.quorum.auto.join.enable': 'true',
};
