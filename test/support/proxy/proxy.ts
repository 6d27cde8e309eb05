import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { clientIdOf } from './client-id';
import { CLEAR, OneWay, type Conditions } from './one-way';

/** Which connections: by the client id that their first request carries. */
export type Who = (clientId: string) => boolean;

export const EVERYBODY: Who = () => true;

interface Connection {
  readonly ways: readonly OneWay[];
  clientId: string | undefined;
}

interface Rule {
  readonly who: Who;
  readonly conditions: Conditions;
}

/** Passes TCP connections on to one port of this machine; links can go silent and be slow, for all or for some. */
export class Proxy {
  readonly #connections = new Set<Connection>();
  readonly #sockets = new Set<Socket>();
  #rule: Rule = { who: EVERYBODY, conditions: CLEAR };

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
  ) {
    server.on('connection', (client) => this.#accept(client));
  }

  static async listen(targetPort: number): Promise<Proxy> {
    const server = createServer();
    const proxy = new Proxy(server, targetPort);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** From now on until the next call; everybody else's link is clear. */
  make(conditions: Partial<Conditions>, who: Who = EVERYBODY): void {
    this.#rule = { who, conditions: { ...CLEAR, ...conditions } };
    for (const connection of this.#connections) this.#apply(connection);
  }

  heal(): void {
    this.make(CLEAR);
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #accept(client: Socket): void {
    const broker = connect({ host: '127.0.0.1', port: this.targetPort, noDelay: true });
    client.setNoDelay();
    const ways = [new OneWay(client, broker, CLEAR), new OneWay(broker, client, CLEAR)];
    const connection: Connection = { ways, clientId: undefined };
    this.#connections.add(connection);
    for (const [socket, other] of [
      [client, broker],
      [broker, client],
    ] as const) {
      this.#sockets.add(socket);
      // The end that is closed tells, and so does a silent link: only what is underway is lost.
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        other.destroy();
        this.#sockets.delete(socket);
        this.#connections.delete(connection);
      });
    }
    client.prependOnceListener('data', (bytes: Buffer) => {
      connection.clientId = clientIdOf(bytes);
      this.#apply(connection);
    });
  }

  #apply({ ways, clientId }: Connection): void {
    if (clientId === undefined) return;
    const conditions = this.#rule.who(clientId) ? this.#rule.conditions : CLEAR;
    for (const way of ways) way.become(conditions);
  }
}
