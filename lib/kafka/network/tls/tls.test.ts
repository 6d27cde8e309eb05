import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server, type TLSSocket, type TlsOptions as ServerOptions } from 'node:tls';
import { encodeAnswer, frame } from '../../../../test/support/answers';
import { Authority } from '../../../../test/support/certificates';
import { rejection } from '../../../../test/support/rejection';
import { KafkaError } from '../../protocol/errors';
import { apiVersions } from '../../protocol/requests/api-versions';
import { BrokerConnection } from '../connection';
import type { TlsOptions } from './options';
import { secureContext } from './secure-context';

let folder: string;
let authority: Authority;
let other: Authority;
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kafka-streaming-tls-'));
  authority = new Authority(folder, 'ca');
  other = new Authority(folder, 'other');
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A server that tells its versions. @returns its port */
async function serve(options: ServerOptions): Promise<number> {
  const server = createServer(options, (socket: TLSSocket) => {
    const versions = encodeAnswer(apiVersions, { errorCode: 0, apiKeys: [], throttleTimeMs: 0 });
    socket.on('data', (request: Buffer) => socket.write(frame(request.readInt32BE(8), versions)));
    socket.on('error', () => undefined);
  });
  servers.push(server.on('tlsClientError', () => undefined).listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const open = (port: number, ssl: TlsOptions | true, host = 'localhost') =>
  BrokerConnection.open({ host, port }, { connectTimeoutMs: 5000, ssl });
const trusting = () => ({ ca: authority.own.cert });

test.each(['TLSv1.2', 'TLSv1.3'] as const)('speaks %s, with whom it trusts', async (version) => {
  const port = await serve({ ...authority.issue('broker', 'DNS:localhost'), minVersion: version, maxVersion: version });
  const connection = await open(port, trusting());
  expect(connection.isOpen).toBe(true);
  connection.destroy();
});

test('looks for an address among the addresses of a certificate, and for a name that is given instead', async () => {
  const byAddress = await serve(authority.issue('address', 'IP:127.0.0.1'));
  (await open(byAddress, trusting(), '127.0.0.1')).destroy();
  const byName = await serve(authority.issue('name', 'DNS:kafka.example'));
  (await open(byName, { ...trusting(), servername: 'kafka.example' }, '127.0.0.1')).destroy();
});

type Case = readonly [what: string, server: () => ServerOptions, ssl: () => TlsOptions | true, why: RegExp];

const cases: readonly Case[] = [
  [
    'of no authority that is known',
    () => authority.issue('a', 'DNS:localhost'),
    () => true,
    /authority that is not trusted: .* ssl\.ca$/,
  ],
  ['of another authority', () => other.issue('b', 'DNS:localhost'), trusting, /authority that is not trusted/],
  ['that its server has made itself', () => other.own, trusting, /certificate that is not for servers/],
  [
    'of another name',
    () => authority.issue('c', 'DNS:kafka,DNS:kafka.example'),
    trusting,
    /other names \(DNS:kafka, DNS:kafka\.example\): connect by one of them$/,
  ],
  [
    'that has expired',
    () => authority.issue('d', 'DNS:localhost', -1),
    trusting,
    /certificate that has expired: give the broker a new one$/,
  ],
];

test.each(cases)('is no connection to who shows a certificate %s', async (_, server, ssl, why) => {
  const port = await serve(server());
  const { message, cause } = await rejection(open(port, ssl()));
  expect(message).toMatch(why);
  expect(message).toMatch(new RegExp(`^localhost:${port} `));
  expect(cause).toMatchObject({ code: 'TLS_FAILED', retriable: false, message });
});

test('is no connection to who speaks an older TLS', async () => {
  const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  const port = await serve({ ...authority.issue('old', 'DNS:localhost'), ...old });
  const { message } = await rejection(open(port, trusting()));
  expect(message).toMatch(/does not agree on TLS with this client: .*version/);
});

test('believes anybody only when it is told to', async () => {
  const port = await serve(other.issue('anybody', 'DNS:elsewhere'));
  (await open(port, { rejectUnauthorized: false })).destroy();
});

test('refuses a key and certificates that are none, and does not show them', () => {
  const own = authority.issue('client');
  for (const ssl of [{ ca: 'none' }, { cert: 'none' }, { key: own.cert }, { cert: own.cert, key: other.own.key }]) {
    let refusal: unknown;
    try {
      secureContext(ssl);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(KafkaError);
    expect(refusal).toMatchObject({ code: 'INVALID_OPTION', message: expect.stringMatching(/^ssl /) as string });
    expect((refusal as Error).message).not.toContain('BEGIN');
  }
});
