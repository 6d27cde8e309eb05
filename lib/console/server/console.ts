import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Client, Log } from '../../kafka';
import { ConsoleError } from './console-error';
import { httpServer } from './http-server';
import { Observer } from './observe/observer';
import { OnDemandProducer } from './on-demand-producer';
import { pageFiles } from './page-files';
import { Refusal } from './refusal';
import { routes } from './routes';
import type { Routes } from './router';

export interface ConsoleOptions {
  /** 0 for any that is free. @default 8080 */
  readonly port?: number;
  /** Of the interface to listen on. @default '127.0.0.1', so that nobody on another machine can reach it */
  readonly address?: string;
  /** Names, without a port, by which it is reached through a proxy. @default - none but those of the loopback interface */
  readonly hosts?: readonly string[];
  /** The one that is valid at that time. @default - none is asked for */
  readonly password?: () => string;
  /** Refuses whatever would change something. @default false */
  readonly readOnly?: boolean;
  /** @default - nothing is logged */
  readonly log?: Log;
}

export interface StartedConsole {
  /** Such as `http://localhost:8080`. */
  readonly url: string;
  /** Shows a cluster from now on, by a connected client, which stays open when the console is closed. */
  readonly show: (client: Client) => void;
  /** Ends all answers, and frees the port. */
  readonly close: () => Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const PORT = 8080;

/**
 * Serves the console, a page in the browser. Until it is told which cluster to show, it answers that there is none yet; while no page
 * is open it asks the cluster nothing.
 * @throws {ConsoleError} `PORT_TAKEN`
 */
export async function startConsole(options: ConsoleOptions = {}): Promise<StartedConsole> {
  const { port = PORT, address = LOOPBACK, hosts = [], password, readOnly = false, log = () => undefined } = options;
  let shown: { observer: Observer; producer: OnDemandProducer; routes: Routes } | undefined;
  let files: ReturnType<typeof pageFiles> | undefined;
  const server = httpServer({
    routes: () => {
      if (shown) return shown.routes;
      throw new Refusal(
        503,
        'NOT_CONNECTED',
        'no broker has answered since the console was started: it goes on trying',
      );
    },
    files: () => (files ??= pageFiles()),
    onPage: () => shown?.observer.expectPage(),
    access: { hosts: hosts.map((host) => host.toLowerCase()), readOnly },
    password,
    log,
  });
  server.listen(port, address);
  try {
    await once(server, 'listening');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    const text = `port ${port} is taken: stop what uses it, or choose another one with --ui-port`;
    throw new ConsoleError('PORT_TAKEN', text, { cause });
  }
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    show(client) {
      const observer = new Observer(client, { readOnly, log });
      const producer = new OnDemandProducer(client);
      shown = { observer, producer, routes: routes({ client, observer, producer }) };
    },
    async close() {
      shown?.observer.close();
      await shown?.producer.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
