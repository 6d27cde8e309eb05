import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCluster, type ClusterDescription } from '../../cluster';
import { serversOf } from '../servers/server';
import { provideCertificates } from './provide-certificates';
import { securityFolder } from './security-folder';

const folder = mkdtempSync(join(tmpdir(), 'kafka-streaming-certificates-'));
let count = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function provided(security: ClusterDescription['security'], name = `c${++count}`) {
  const cluster = defineCluster({ name, brokers: 1, security: security! });
  const servers = serversOf(cluster, folder);
  const provide = () => provideCertificates(cluster, folder, servers);
  await provide();
  const own = securityFolder(cluster, folder);
  const server = (index: number, file = 'server.pem') => join(servers[index]!.path, file);
  return { own, server, provide };
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const textOf = (path: string): string => readFileSync(path, 'utf8');

test('every server gets a certificate by its role, of one authority, for the names of this machine', async () => {
  const { own, server } = await provided({});
  const authority = new X509Certificate(textOf(own.servers.cert));
  for (const [index, role] of ['zookeeper', 'broker'].entries()) {
    const certificate = new X509Certificate(textOf(server(index)));
    expect([certificate.subject, certificate.verify(authority.publicKey)]).toEqual([`CN=${role}`, true]);
    expect([certificate.checkHost('localhost'), certificate.checkIP('127.0.0.1'), certificate.checkIP('::1')]).toEqual([
      'localhost',
      '127.0.0.1',
      '::1',
    ]);
    expect(textOf(server(index, 'servers.crt'))).toBe(textOf(own.servers.cert));
  }
});

test('only the owner reads them, and what the servers write', async () => {
  const { own, server } = await provided({ clients: 'mtls', users: { alice: {} } });
  const files = [server(1), own.servers.key, own.clients.key, own.admin.key, own.user('alice').key];
  expect(files.map(modeOf)).toEqual(files.map(() => '600'));
  const folders = [join(own.path, '..'), own.path, own.users, own.user('alice').folder, join(server(1), '..')];
  expect(folders.map(modeOf)).toEqual(folders.map(() => '700'));
});

test('users have one of another authority, and only where they come by it', async () => {
  const { own } = await provided({ clients: 'mtls', users: { alice: {} } });
  const alice = new X509Certificate(textOf(own.user('alice').cert));
  expect([alice.subject, alice.verify(new X509Certificate(textOf(own.clients.cert)).publicKey)]).toEqual([
    'CN=alice',
    true,
  ]);
  expect(alice.verify(new X509Certificate(textOf(own.servers.cert)).publicKey)).toBe(false);
  const { own: scram } = await provided({ users: { alice: {} } });
  expect(() => textOf(scram.user('alice').cert)).toThrow('ENOENT');
});

test('they are kept from start to start; one that was lost or altered is made anew, of the same authority', async () => {
  const { own, server, provide } = await provided({});
  const before = [own.servers.cert, own.admin.cert, server(0), server(1)].map(textOf);
  await provide();
  expect([own.servers.cert, own.admin.cert, server(0), server(1)].map(textOf)).toEqual(before);
  rmSync(server(0));
  writeFileSync(server(1), 'altered');
  await provide();
  expect([own.servers.cert, own.admin.cert].map(textOf)).toEqual(before.slice(0, 2));
  expect(new X509Certificate(textOf(server(1))).subject).toBe('CN=broker');
  expect(new X509Certificate(textOf(server(0))).subject).toBe('CN=zookeeper');
});

test('of a cluster that asks nobody none are made', async () => {
  const { own } = await provided('none');
  expect(() => statSync(own.path)).toThrow('ENOENT');
});
