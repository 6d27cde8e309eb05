import { createTopic } from '../../lib/kafka';
import { RunningConsole } from '../support/console-fixture';
import { KafkaFixture } from '../support/kafka-fixture';
import { runProgram } from '../support/run';

jest.setTimeout(60_000);

const kafka = new KafkaFixture({ brokers: 1 });
let console_: RunningConsole;
let reading: RunningConsole;

beforeAll(async () => {
  console_ = await RunningConsole.start(kafka.local.bootstrap);
  reading = await RunningConsole.start(kafka.local.bootstrap, '--read-only');
  await createTopic(kafka.client, { name: 'kept', partitions: 1, replicationFactor: 1 });
});
afterAll(async () => {
  await console_.stop();
  await reading.stop();
});

const refused = (status: number, code: string) => ({ status, json: expect.objectContaining({ code }) as unknown });

describe('a page of another site', () => {
  test('gets nothing by a name of its own that leads here', async () => {
    for (const host of [
      'evil.example',
      'evil.example:8080',
      'localhost.evil.example',
      '127.0.0.1.nip.io',
      '127.0.0.1:1@x',
    ]) {
      for (const path of ['/', '/api/topics/kept/config', '/api/events']) {
        expect(await console_.ask(path, { headers: { host } })).toMatchObject(refused(403, 'FOREIGN_HOST'));
      }
    }
    expect((await console_.ask('/api/topics/kept/partitions', { headers: { host: '127.0.0.1' } })).status).toBe(200);
    expect((await console_.ask('/api/topics/kept/partitions', { headers: { host: '[::1]:9' } })).status).toBe(200);
  });

  test('changes nothing, whichever way it sends a request', async () => {
    const deletion = { method: 'DELETE', body: { confirm: 'kept' } };
    for (const origin of ['http://evil.example', 'null', 'https://localhost', 'http://localhost:1']) {
      const answer = await console_.ask('/api/topics/kept', { ...deletion, headers: { origin } });
      expect(answer).toMatchObject(refused(403, 'FOREIGN_ORIGIN'));
    }
    for (const site of ['cross-site', 'same-site']) {
      const answer = await console_.ask('/api/topics/kept/partitions', { headers: { 'sec-fetch-site': site } });
      expect(answer).toMatchObject(refused(403, 'FOREIGN_ORIGIN'));
    }
    // What a form can send without a preflight.
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      const headers = { 'content-type': type };
      const body = { confirm: 'kept' };
      const answer = await console_.ask('/api/topics/kept/purge', { method: 'POST', headers, body });
      expect(answer).toMatchObject(refused(415, 'NO_JSON'));
    }
    expect((await console_.ask('/api/topics/kept/partitions')).status).toBe(200);
  });

  test('may hold a link to the page, which it can neither frame nor read', async () => {
    const { status, headers } = await console_.ask('/topics', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect([status, headers['x-frame-options']]).toEqual([200, 'DENY']);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('a request', () => {
  test('by GET changes nothing: each path that changes something has other methods only', async () => {
    for (const path of ['/api/topics', '/api/topics/kept', '/api/topics/kept/purge', '/api/groups/g/offsets']) {
      expect(await console_.ask(path)).toMatchObject(refused(405, 'METHOD_NOT_ALLOWED'));
    }
  });

  test('finds no file but those of the page', async () => {
    for (const path of ['/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd', '/page.css/../x']) {
      const { headers, text } = await console_.ask(path);
      expect([headers['content-type'], text]).toEqual([
        'text/html; charset=utf-8',
        expect.stringContaining('<!doctype html>'),
      ]);
    }
  });

  test('that is too large, no JSON or of no sense is refused with what is allowed', async () => {
    const large = { key: null, value: { text: 'x'.repeat(3_000_000) } };
    expect(await console_.post('/api/topics/kept/messages', large)).toMatchObject(refused(413, 'TOO_LARGE'));
    expect(await console_.post('/api/topics', { name: 5 })).toMatchObject({
      status: 400,
      json: { code: 'BAD_REQUEST', message: 'name must be a text, but 5 was given' },
    });
    expect(await console_.ask('/api/topics/%zz/config')).toMatchObject(refused(400, 'BAD_REQUEST'));
    expect(await console_.ask('/api/nothing')).toMatchObject(refused(404, 'NOT_FOUND'));
  });

  test('that deletes data must name what it deletes', async () => {
    for (const body of [{}, { confirm: 'other' }, { confirm: true }, []]) {
      const answer = await console_.ask('/api/topics/kept', { method: 'DELETE', body });
      expect(answer).toMatchObject(refused(400, 'NOT_CONFIRMED'));
      expect(await console_.post('/api/topics/kept/purge', body)).toMatchObject(refused(400, 'NOT_CONFIRMED'));
    }
  });
});

test('a console that is read-only shows everything and changes nothing', async () => {
  expect((await reading.ask('/api/topics/kept/partitions')).status).toBe(200);
  const deletion = { method: 'DELETE', body: { confirm: 'kept' } };
  expect(await reading.ask('/api/topics/kept', deletion)).toMatchObject(refused(403, 'READ_ONLY'));
  expect(await reading.post('/api/topics', { name: 'x' })).toMatchObject(refused(403, 'READ_ONLY'));
  expect((await console_.ask('/api/topics/kept/partitions')).status).toBe(200);
});

test('a console cannot start on a port that is taken, and says so', async () => {
  const flags = ['-b', kafka.local.bootstrap.join(), '--ui-port', String(console_.port)];
  const { exitCode, stdout, stderr } = await runProgram('lib/cli/console.ts', flags);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^port \d+ is taken: stop what uses it, or choose another one with --ui-port\n$/);
});
