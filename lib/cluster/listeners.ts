import type { Broker } from './cluster';
import { address, type Endpoint } from './endpoint';

/** Where the listeners of one broker are: all that differs between a pod and a process on this machine. */
export interface ListenerPlaces {
  readonly bindAddress: string;
  /** Listener of the other brokers and of clients inside. */
  readonly internal: Endpoint;
  /** Where INTERNAL listens. @default - at the port of `internal`, unless something forwards from there */
  readonly internalPort?: number;
  /** Listener of clients outside, if there are any. */
  readonly external: Endpoint | undefined;
}

/** A socket that a broker listens on, and what it tells clients of it. */
export interface Listener {
  readonly name: 'INTERNAL' | 'EXTERNAL';
  readonly protocol: 'PLAINTEXT';
  readonly port: number;
  readonly advertised: Endpoint;
}

/** Brokers talk to each other by this one. */
const BETWEEN_BROKERS = 'INTERNAL';

export const listenersOf = (broker: Broker, { internal, internalPort, external }: ListenerPlaces): Listener[] => [
  { name: 'INTERNAL', protocol: 'PLAINTEXT', port: internalPort ?? internal.port, advertised: internal },
  ...(external
    ? [{ name: 'EXTERNAL', protocol: 'PLAINTEXT', port: broker.externalPort, advertised: external } as const]
    : []),
];

/** What `server.properties` says of listeners. */
export const listenerProperties = (listeners: readonly Listener[], bindAddress: string): Record<string, string> => ({
  listeners: listeners.map(({ name, port }) => `${name}://${bindAddress}:${port}`).join(','),
  'advertised.listeners': listeners.map(({ name, advertised }) => `${name}://${address(advertised)}`).join(','),
  'listener.security.protocol.map': listeners.map(({ name, protocol }) => `${name}:${protocol}`).join(','),
  'inter.broker.listener.name': BETWEEN_BROKERS,
});
