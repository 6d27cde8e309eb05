import type { ClusterDescription, Reachable } from './description';
import { addressText, type Endpoint } from './endpoint';
import { protocolsOf, type SecurityProtocol } from './security/protocols';

/** A socket that a broker, or a controller, listens on. */
export interface Listener {
  readonly name: 'INTERNAL' | 'EXTERNAL' | 'CONTROLLER';
  readonly protocol: SecurityProtocol;
  /** Who comes by it: the other brokers, and clients beside them; clients elsewhere; or the controllers, and brokers to them. */
  readonly from: 'inside' | 'outside' | 'quorum';
  /** On this machine, where all brokers share one address. */
  readonly local: { readonly port: number; readonly advertised: Endpoint };
  /** In Kubernetes; undefined where nobody comes by it there. */
  readonly pod: PodListener | undefined;
}

export interface PodListener {
  /** What containers, Services and probes call the port. */
  readonly portName: string;
  readonly port: number;
  /** @default - the Service of the broker */
  readonly advertised?: Endpoint;
  /** Carries it into kind, from the same port of localhost. */
  readonly nodePort?: number;
}

interface Listening {
  readonly listeners: readonly Listener[];
}

/** In pods, INTERNAL has one port for all brokers: a Service and a NetworkPolicy name one for all pods of a StatefulSet. */
const INTERNAL_PORT = 19_090;

/** The listeners of one broker that every broker has. */
export function listenersFor(id: number, description: ClusterDescription): readonly Listener[] {
  const { hostPorts, reachable, services } = description;
  const { servers, clients } = protocolsOf(description);
  const port = (hostPorts?.brokers ?? 9091) + id - 1;
  const nodePort = (services?.external?.nodePort ?? 30_091) + id - 1;
  return [
    {
      name: 'INTERNAL',
      protocol: servers,
      from: 'inside',
      local: { port: port + 10_000, advertised: { host: '127.0.0.1', port: port + 10_000 } },
      pod: { portName: 'internal', port: INTERNAL_PORT },
    },
    {
      name: 'EXTERNAL',
      protocol: clients,
      from: 'outside',
      local: { port, advertised: { host: 'localhost', port } },
      pod: externalPod(id, port, nodePort, reachable),
    },
  ];
}

function externalPod(
  id: number,
  port: number,
  nodePort: number,
  reachable: Reachable = { from: 'kind' },
): PodListener | undefined {
  const portName = `external-${id}`;
  switch (reachable.from) {
    case 'kind':
      return { portName, port, advertised: { host: 'localhost', port }, nodePort };
    case 'load-balancer':
      return { portName, port, advertised: { host: reachable.hosts[id - 1]!, port } };
    case 'inside':
      return undefined;
  }
}

const named = ({ listeners }: Listening, name: Listener['name']): Listener =>
  listeners.find((listener) => listener.name === name)!;

/** The one that clients on this machine know. */
export const clientListener = (broker: Listening): Listener => named(broker, 'EXTERNAL');

const BETWEEN_BROKERS = 'INTERNAL';

/** The one that brokers talk to each other by; when its port opens, the broker is up. */
export const interBrokerListener = (broker: Listening): Listener => named(broker, BETWEEN_BROKERS);

/** Which port of localhost leads to which NodePort of kind. */
export const kindPorts = (brokers: readonly Listening[]): { readonly hostPort: number; readonly nodePort: number }[] =>
  brokers
    .flatMap(({ listeners }) => listeners)
    .flatMap(({ pod }) => (pod?.nodePort === undefined ? [] : [{ hostPort: pod.port, nodePort: pod.nodePort }]));

/** A listener where one broker runs. */
export interface PlacedListener extends Pick<Listener, 'name' | 'protocol'> {
  readonly port: number;
  readonly advertised: Endpoint;
}

/**
 * What `server.properties` says of listeners.
 * @param others those of other servers, of which it must know the protocol
 */
export const listenerProperties = (
  listeners: readonly PlacedListener[],
  bindAddress: string,
  others: readonly Pick<Listener, 'name' | 'protocol'>[] = [],
): Record<string, string> => ({
  listeners: listeners.map(({ name, port }) => `${name}://${bindAddress}:${port}`).join(','),
  'advertised.listeners': listeners.map(({ name, advertised }) => `${name}://${addressText(advertised)}`).join(','),
  'listener.security.protocol.map': [...new Set([...listeners, ...others].map(protocolText))].join(','),
});

const protocolText = ({ name, protocol }: Pick<Listener, 'name' | 'protocol'>): string => `${name}:${protocol}`;

/** What it says of them of a broker. */
export const BROKER_LISTENERS = { 'inter.broker.listener.name': BETWEEN_BROKERS };
