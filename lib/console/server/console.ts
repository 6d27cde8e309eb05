import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Client, Log } from '../../kafka';
import { ConsoleError } from './console-error';
import { httpServer } from './http-server';
import { Observer } from './observe/observer';
import { pageFiles } from './page-files';
import { OnDemandProducer } from './on-demand-producer';
import { routes } from './routes';

export interface ConsoleOptions {
  /** Connected; it stays open when the console is closed. */
  readonly client: Client;
  /** 0 for any that is free. @default 8080 */
  readonly port?: number;
  /** Refuses whatever would change something. @default false */
  readonly readOnly?: boolean;
  /** @default - nothing is logged */
  readonly log?: Log;
}

export interface StartedConsole {
  /** Such as `http://localhost:8080`. */
  readonly url: string;
  /** Ends all answers, and frees the port. */
  readonly close: () => Promise<void>;
}

/** Nobody on another machine can reach it. */
const LOOPBACK = '127.0.0.1';
const PORT = 8080;

/**
 * Serves the console, a page in the browser, on the loopback interface. While no page is open it asks the cluster nothing.
 * @throws {ConsoleError} `PORT_TAKEN`
 */
export async function startConsole(options: ConsoleOptions): Promise<StartedConsole> {
  const { client, port = PORT, readOnly = false, log = () => undefined } = options;
  const observer = new Observer(client, { readOnly, log });
  const producer = new OnDemandProducer(client);
  let files: ReturnType<typeof pageFiles> | undefined;
  const server = httpServer({
    routes: routes({ client, observer, producer }),
    files: () => (files ??= pageFiles()),
    readOnly,
    log,
  });
  server.listen(port, LOOPBACK);
  try {
    await once(server, 'listening');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    const text = `port ${port} is taken: stop what uses it, or choose another one with --ui-port`;
    throw new ConsoleError('PORT_TAKEN', text, { cause });
  }
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      observer.close();
      await producer.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
