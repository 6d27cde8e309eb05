import { connect, type OnReadOpts, type Socket } from 'node:net';
import type { Endpoint } from '../../cluster/endpoint';
import type { AccessError } from './access-error';

/** How a socket to a broker is opened, and what may be wrong with that. */
export interface Transport {
  /** @param onread what is handed all that comes */
  readonly open: (onread: OnReadOpts) => Socket;
  /** What it means that the socket has failed; undefined where that is not about what the client was given. */
  readonly faultOf: (error: Error) => AccessError | undefined;
}

export const plainSocket = ({ host, port }: Endpoint): Transport => ({
  open: (onread) => connect({ host, port, noDelay: true, keepAlive: true, onread }),
  faultOf: () => undefined,
});
