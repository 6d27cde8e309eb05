import { request, type IncomingHttpHeaders } from 'node:http';
import { startConsole, type ConsoleOptions, type StartedConsole } from './console';

let started: StartedConsole | undefined;
afterEach(() => started?.close());

/** One that shows no cluster, and what asks it. */
async function consoleWith(options: ConsoleOptions) {
  started = await startConsole({ port: 0, ...options });
  const port = Number(new URL(started.url).port);
  return (path: string, headers: Readonly<Record<string, string>> = {}) =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, headers: { host: `localhost:${port}`, ...headers } }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
      })
        .on('error', reject)
        .end();
    });
}

const basic = (credentials: string) => ({ authorization: `Basic ${Buffer.from(credentials).toString('base64')}` });

test('before it has a cluster to show it serves the page, and says why there is nothing in it', async () => {
  const ask = await consoleWith({});
  expect(await ask('/')).toMatchObject({ status: 200, text: expect.stringContaining('<!doctype html>') as string });
  const { status, text } = await ask('/api/events');
  expect([status, JSON.parse(text)]).toEqual([
    503,
    {
      code: 'NOT_CONNECTED',
      message: expect.stringMatching(/^no broker has answered since .*: it goes on trying$/) as string,
    },
  ]);
});

test('whoever watches over it is told that it lives, by any name and without the password, and nothing else', async () => {
  const ask = await consoleWith({ password: () => 'x' });
  expect(await ask('/health', { host: '10.0.0.1:8080' })).toMatchObject({ status: 200, text: '{"status":"UP"}' });
});

describe('a console with a password', () => {
  let password = 'pässword: x';
  const secret = () => consoleWith({ password: () => password });

  test('gives nothing, the page neither, to who does not know it, and has browsers ask for it', async () => {
    const ask = await secret();
    const wrong = [
      {},
      basic('kafka:'),
      basic('kafka:pässword'),
      basic('pässword: x'),
      { authorization: 'Basic ===' },
      { authorization: 'Bearer pässword: x'.replaceAll('ä', 'a') },
    ];
    for (const path of ['/', '/page.js', '/api/events', '/api/nothing']) {
      for (const headers of wrong) {
        const answer = await ask(path, headers);
        expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Basic /)]);
        expect(JSON.parse(answer.text)).toMatchObject({ code: 'PASSWORD_NEEDED' });
      }
    }
  });

  test('takes it with any name, and from then on another one when it was changed', async () => {
    const ask = await secret();
    for (const name of ['', 'kafka']) expect((await ask('/', basic(`${name}:${password}`))).status).toBe(200);
    const before = password;
    password = 'another one';
    expect((await ask('/', basic(`kafka:${before}`))).status).toBe(401);
    expect((await ask('/', basic(`kafka:${password}`))).status).toBe(200);
  });

  test('asks no page of another site for it', async () => {
    const ask = await secret();
    expect((await ask('/', { host: 'evil.example', ...basic(`kafka:${password}`) })).status).toBe(403);
  });
});

describe('a console behind a proxy', () => {
  const proxied = () => consoleWith({ hosts: ['Kafka.example.com'] });

  test('is reached by the names that it was told, and by localhost', async () => {
    const ask = await proxied();
    for (const host of ['kafka.example.com', 'KAFKA.example.com:8443', 'localhost', '127.0.0.1:1'])
      expect((await ask('/', { host })).status).toBe(200);
    for (const host of [
      'example.com',
      'x.kafka.example.com',
      'kafka.example.com.evil.example',
      'kafka.example.com:x',
    ]) {
      const { status, text } = await ask('/', { host });
      expect([status, JSON.parse(text)]).toEqual([
        403,
        {
          code: 'FOREIGN_HOST',
          message: expect.stringContaining('the console is localhost, kafka.example.com, but') as string,
        },
      ]);
    }
  });

  test('takes what its own pages send, with TLS at the proxy or without, and nothing of other pages', async () => {
    const ask = await proxied();
    const from = async (host: string, origin: string) => (await ask('/api/events', { host, origin })).status;
    expect(await from('kafka.example.com', 'https://kafka.example.com')).toBe(503);
    expect(await from('kafka.example.com:81', 'http://kafka.example.com:81')).toBe(503);
    expect(await from('kafka.example.com', 'https://kafka.example.com:1')).toBe(403);
    expect(await from('kafka.example.com', 'https://evil.example')).toBe(403);
    expect(await from('localhost', 'https://localhost')).toBe(403);
    expect(await from('localhost', 'https://kafka.example.com')).toBe(403);
  });
});
