import { runInNewContext } from 'node:vm';
import type { WayIn } from '../../local';
import { FORMATS, FORMAT_WORDS } from './formats';

const brokers = ['localhost:9091', 'localhost:9092'];
const open: WayIn = { brokers, secured: undefined };
const byPassword: WayIn = {
  brokers,
  secured: {
    ca: '/s/servers.crt',
    login: {
      by: 'password',
      user: 'billing',
      folder: '/s/b',
      file: '/s/b/password',
      librdkafka: '/s/b/librdkafka.conf',
    },
  },
};
const byCertificate: WayIn = {
  brokers,
  secured: {
    ca: '/s/servers.crt',
    login: { by: 'certificate', cert: '/s/b/user.crt', key: '/s/b/user.key', both: '/s/b/user.pem' },
  },
};

test.each(FORMAT_WORDS)('%s is told the addresses, and the files where there are any', (format) => {
  expect(FORMATS[format](open)).toMatch(/localhost:9091.*localhost:9092/);
  expect(FORMATS[format](open)).not.toMatch(/sasl|ssl/i);
  expect(FORMATS[format](byCertificate)).toContain('/s/servers.crt');
  expect(FORMATS[format](byCertificate)).toMatch(/\/s\/b\/user\.(key|pem)/);
  expect(FORMATS[format](byPassword)).toContain('/s/b');
});

test('Java reads a key and its certificate from one file, and a password by a provider of its own', () => {
  expect(FORMATS.java(byCertificate)).toContain('security.protocol=SSL\n');
  expect(FORMATS.java(byCertificate)).toContain('ssl.keystore.location=/s/b/user.pem\n');
  expect(FORMATS.java(byPassword)).toContain('password="${dir:/s/b:password}";\n');
});

test('kcat reads a password from a file of settings, so that nobody sees it on its command line', () => {
  expect(FORMATS.kcat(byPassword)).toBe('kcat -F /s/b/librdkafka.conf\n');
  expect(FORMATS.kcat(open)).toBe('kcat -X bootstrap.servers=localhost:9091,localhost:9092\n');
  expect(FORMATS.librdkafka(byPassword)).toMatch(
    /^# sasl\.password is in \/s\/b\/password; .*\/s\/b\/librdkafka\.conf\n/,
  );
});

test('what is printed for Node.js is a module', () => {
  const module = { exports: {} as Record<string, unknown> };
  const require = () => ({ readFileSync: (file: string) => `text of ${file}\n` });
  runInNewContext(FORMATS.kafkajs(byPassword), { module, require });
  expect(module.exports).toEqual({
    brokers,
    ssl: { ca: 'text of /s/servers.crt\n' },
    sasl: { mechanism: 'scram-sha-512', username: 'billing', password: 'text of /s/b/password' },
  });
});
