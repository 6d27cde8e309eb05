import { X509Certificate } from 'node:crypto';
import { issueCertificate } from './issue-certificate';

const authority = issueCertificate({ name: 'servers', as: 'authority', days: 10 });
const parsed = (cert: string) => new X509Certificate(cert);

test('an authority signs itself, and what it issues is verified by it', () => {
  const ca = parsed(authority.cert);
  expect([ca.ca, ca.subject, ca.issuer]).toEqual([true, 'CN=servers', 'CN=servers']);
  expect(ca.verify(ca.publicKey)).toBe(true);
  const server = parsed(issueCertificate({ name: 'broker', as: 'server', days: 1, by: authority }).cert);
  expect([server.ca, server.subject, server.issuer]).toEqual([false, 'CN=broker', 'CN=servers']);
  expect(server.checkIssued(ca) && server.verify(ca.publicKey)).toBe(true);
});

test('a server has the names and addresses that it is known by, and may be a client too; a client may not be a server', () => {
  const hosts = ['localhost', '127.0.0.1', '::1'];
  const server = parsed(issueCertificate({ name: 'broker', as: 'server', hosts, days: 1, by: authority }).cert);
  expect(server.checkHost('localhost')).toBe('localhost');
  expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(server.checkIP('::1')).toBe('::1');
  expect(server.checkHost('example.com')).toBeUndefined();
  expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
  const client = parsed(issueCertificate({ name: 'alice', as: 'client', days: 1, by: authority }).cert);
  expect(client.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
});

test('the key is its own, in PKCS#8, and it is good for so many days', () => {
  const { cert, key } = issueCertificate({ name: 'alice', as: 'client', days: 2, by: authority });
  expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  const days = (Date.parse(parsed(cert).validTo) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(1.9);
  expect(days).toBeLessThan(2.1);
});
