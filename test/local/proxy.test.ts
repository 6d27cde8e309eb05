import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Proxy } from '../support/proxy/proxy';

/** The beginning of a Kafka request: size, API key, version, correlation id, client id. */
function requestOf(clientId: string): Buffer {
  const head = Buffer.alloc(14);
  head.writeInt16BE(clientId.length, 12);
  return Buffer.concat([head, Buffer.from(clientId)]);
}

describe('a proxy', () => {
  let echo: Server;
  let proxy: Proxy;
  const sockets: Socket[] = [];

  /** Sends what comes, and tells what came back. */
  const client = async (clientId: string) => {
    const socket = connect(proxy.port, '127.0.0.1');
    sockets.push(socket);
    const received: Buffer[] = [];
    socket.on('data', (bytes: Buffer) => received.push(bytes));
    await once(socket, 'connect');
    const send = async (bytes: Buffer) => {
      const enough = Buffer.concat(received).length + bytes.length;
      socket.write(bytes);
      while (Buffer.concat(received).length < enough) await once(socket, 'data');
    };
    await send(requestOf(clientId));
    return { send, received: () => Buffer.concat(received) };
  };

  beforeEach(async () => {
    echo = createServer((socket) => socket.pipe(socket).on('error', () => undefined));
    await once(echo.listen(0, '127.0.0.1'), 'listening');
    proxy = await Proxy.listen((echo.address() as AddressInfo).port);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await proxy.close();
    echo.close();
  });

  test('passes all bytes on, in order', async () => {
    const { send, received } = await client('a');
    const bytes = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => i % 251));
    await send(bytes);
    expect(received().subarray(requestOf('a').length).equals(bytes)).toBe(true);
  });

  test('lets nothing through a silent link until it is healed, and then loses nothing', async () => {
    const { send } = await client('a');
    proxy.make({ isSilent: true });
    const sending = send(Buffer.from('hello'));
    const first = await Promise.race([sending.then(() => 'passed'), delay(200, 'silent')]);
    expect(first).toBe('silent');
    proxy.heal();
    await sending;
  });

  test('silences only those that are meant, by their client ids', async () => {
    const [a, b] = [await client('a'), await client('b')];
    proxy.make({ isSilent: true }, (clientId) => clientId === 'a');
    const sending = a.send(Buffer.from('hello'));
    await b.send(Buffer.from('hello'));
    proxy.heal();
    await sending;
  });

  test('takes as long as its delay and its bandwidth say', async () => {
    const { send } = await client('a');
    proxy.make({ delayMs: 50, bytesPerSecond: 100_000 });
    const startedAt = performance.now();
    await send(Buffer.alloc(20_000));
    // There and back; timers may be a millisecond early.
    expect(performance.now() - startedAt).toBeGreaterThan(290);
  });
});
