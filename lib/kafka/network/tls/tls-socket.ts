import { isIP } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import { addressText, type Endpoint } from '../../../cluster/endpoint';
import { AccessError } from '../access-error';
import type { Transport } from '../transport';
import type { TlsOptions } from './options';
import { secureContext } from './secure-context';
import { tlsFault } from './tls-fault';

/** Trusts the authorities that Node.js knows. */
const USUAL: TlsOptions = {};

/** @param address what the broker is called, which its certificate has to have. @param host where it is reached */
export function tlsSocket(address: Endpoint, host: string, ssl: TlsOptions | true): Transport {
  const options = ssl === true ? USUAL : ssl;
  return {
    open: (onread) => {
      const { rejectUnauthorized = true, checkServerIdentity, servername } = options;
      const socket = connect({
        ...{ host, port: address.port, onread, rejectUnauthorized, secureContext: secureContext(options) },
        // An address is no name: it is looked for as such.
        servername: servername ?? (isIP(address.host) ? '' : address.host),
        ...(checkServerIdentity && { checkServerIdentity }),
      } as ConnectionOptions);
      return socket.setNoDelay(true).setKeepAlive(true);
    },
    faultOf: (error) => {
      const fault = tlsFault(error, options);
      return fault === undefined
        ? undefined
        : new AccessError('TLS_FAILED', addressText(address), fault, { cause: error });
    },
  };
}
