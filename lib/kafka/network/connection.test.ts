import { once } from 'node:events';
import net, { createServer, type AddressInfo, type Server, type Socket, type TcpNetConnectOpts } from 'node:net';
import { encodeAnswer, frame } from '../../../test/support/answers';
import { int32 } from '../protocol/codec/scalars';
import { RefusedError, throwIfRefused } from '../protocol/protocol-error';
import { request } from '../protocol/request';
import { apiVersions } from '../protocol/requests/api-versions';
import { teller, type AnsweredRequest, type ClientHooks } from '../hooks';
import { BrokerConnection } from './connection';
import { NoAnswerError } from './no-answer-error';
import { initProducerId } from '../protocol/requests/init-producer-id';

const question = request({
  name: 'Question',
  key: 99,
  versions: [0, 1],
  flexible: 2,
  request: {},
  response: { throttleTimeMs: int32, number: int32 },
});
const TIMEOUT_MS = 5000;
const RECORD_LIST_TOO_LARGE = 18;

let server: Server;
const sockets = new Set<Socket>();
let answer: (correlationId: number, apiKey: number, socket: Socket) => void;

beforeEach(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (request) => answer(request.readInt32BE(8), request.readInt16BE(4), socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  answer = serve;
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  server.close();
  await once(server, 'close');
});

const send = (socket: Socket, correlationId: number, answer: Uint8Array) => socket.write(frame(correlationId, answer));
const numbered = (number: number) => encodeAnswer(question, { throttleTimeMs: 0, number });

/** Tells its versions at once, and answers all else with a number. */
function serve(correlationId: number, apiKey: number, socket: Socket, throttleTimeMs = 0): void {
  const apiKeys = [question, initProducerId].map(({ key, versions }) => ({
    apiKey: key,
    minVersion: versions[0],
    maxVersion: versions[1],
  }));
  const versions = encodeAnswer(apiVersions, { errorCode: 0, apiKeys, throttleTimeMs });
  send(socket, correlationId, apiKey === apiVersions.key ? versions : numbered(0));
}

const open = (connectTimeoutMs = TIMEOUT_MS, signal?: AbortSignal, on: ClientHooks = {}) => {
  const { port } = server.address() as AddressInfo;
  return BrokerConnection.open(
    { host: '127.0.0.1', port },
    { connectTimeoutMs },
    signal,
    teller(on, () => undefined),
  );
};
const ask = async (connection: BrokerConnection, timeoutMs = TIMEOUT_MS, signal?: AbortSignal) =>
  (await connection.send(question, {}, { timeoutMs, signal })).number;

test('tells of each request when it is answered, and of one that is not', async () => {
  const told: [string, object][] = [];
  const tellOf = (name: string) => (what: object) => void told.push([name, what]);
  const connection = await open(TIMEOUT_MS, undefined, {
    answered: tellOf('answered'),
    timedOut: tellOf('timed out'),
    waiting: tellOf('waiting'),
  });
  const { port } = server.address() as AddressInfo;
  const address = `127.0.0.1:${port}`;
  const [asked, answered] = told.splice(0).filter(([name]) => name !== 'waiting');
  expect(asked).toMatchObject(['answered', { address, apiName: 'ApiVersions', apiKey: 18, correlationId: 0 }]);
  expect(answered).toBeUndefined();
  await ask(connection);
  expect(told).toMatchObject([
    ['waiting', { address, requests: 1 }],
    ['waiting', { address, requests: 0 }],
    ['answered', { apiName: question.name, correlationId: 1, bytes: expect.any(Number) as number }],
  ]);
  const { createdAt, sentAt, answeredAt } = told[2]![1] as AnsweredRequest;
  expect(sentAt).toBeGreaterThanOrEqual(createdAt);
  expect(answeredAt).toBeGreaterThanOrEqual(sentAt!);
  told.length = 0;
  answer = () => undefined;
  await expect(ask(connection, 50)).rejects.toThrow('does not answer');
  expect(told.map(([name]) => name)).toEqual(['waiting', 'timed out', 'waiting']);
  expect(told[1]![1]).toMatchObject({ address, apiName: question.name, correlationId: 2 });
});

test('gives each request its own answer, in whatever order they come', async () => {
  const connection = await open();
  let answerFirst = () => {};
  const firstIsThere = new Promise<void>((resolve) => {
    answer = (id, _, socket) => {
      answerFirst = () => send(socket, id, numbered(1));
      resolve();
    };
  });
  const first = ask(connection);
  await firstIsThere;
  answer = (id, _, socket) => {
    send(socket, id, numbered(2));
    answerFirst();
  };
  const second = ask(connection);
  expect(await Promise.all([first, second])).toEqual([1, 2]);
  connection.destroy();
});

test.each<[string, typeof answer, RegExp]>([
  ['accepts and is silent', () => undefined, /does not answer$/],
  ['closes the connection', (_, __, socket) => socket.end(), /closed the connection$/],
  ['resets the connection', (_, __, socket) => socket.resetAndDestroy(), /ECONNRESET$/],
  ['answers what nobody asked', (id, _, socket) => send(socket, id + 1, Buffer.alloc(0)), /not speak as Kafka does: /],
  ['sends a frame too short', (_, __, socket) => socket.write(Buffer.alloc(4)), /not speak as Kafka does: /],
  ['speaks HTTP', (_, __, socket) => socket.write('HTTP/1.1 400 Bad Request\r\n'), /not speak as Kafka does: /],
  ['sends nonsense', (id, _, socket) => send(socket, id, Buffer.alloc(0)), /^127\.0\.0\.1:\d+ /],
])('is no connection to a server that %s', async (_, behaviour, message) => {
  answer = behaviour;
  const opening = open(1000);
  await expect(opening).rejects.toBeInstanceOf(NoAnswerError);
  await expect(opening).rejects.toThrow(message);
});

test('is given up when it is not wanted any more', async () => {
  answer = () => undefined;
  const stop = new AbortController();
  const opening = open(TIMEOUT_MS, stop.signal);
  stop.abort();
  await expect(opening).rejects.toBeInstanceOf(NoAnswerError);
});

test('leaves no timer behind an answer, where kafkajs armed one in the past (tulios/kafkajs#1751)', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const before = timers();
  const connection = await open();
  for (let i = 0; i < 5; i++) await ask(connection);
  expect(timers()).toBe(before);
  connection.destroy();
});

test('closes behind a request without an answer, and rejects all that wait', async () => {
  const connection = await open();
  answer = () => undefined;
  const patient = ask(connection);
  const impatient = ask(connection, 50);
  await expect(impatient).rejects.toThrow(/does not answer$/);
  await expect(patient).rejects.toThrow(/does not answer$/);
  expect(connection.isOpen).toBe(false);
  await expect(ask(connection)).rejects.toThrow(/is not connected$/);
});

test('makes the pause that the broker asks for', async () => {
  answer = (id, apiKey, socket) => serve(id, apiKey, socket, 100);
  const connection = await open();
  const start = performance.now();
  await ask(connection, 50);
  expect(performance.now() - start).toBeGreaterThan(90);
  connection.destroy();
});

test('makes the pause, too, that one of its own requests is answered with', async () => {
  const connection = await open();
  const answered = { throttleTimeMs: 100, errorCode: 0, producerId: 1n, producerEpoch: 0 };
  answer = (id, _, socket) => send(socket, id, encodeAnswer(initProducerId, answered));
  const asked = { transactionalId: null, transactionTimeoutMs: 1000 };
  expect(await connection.send(initProducerId, asked, { timeoutMs: TIMEOUT_MS })).toEqual(answered);
  answer = serve;
  const start = performance.now();
  await ask(connection, 50);
  expect(performance.now() - start).toBeGreaterThan(90);
  connection.destroy();
});

test('reaches a broker on localhost at 127.0.0.1, and by that name when nothing is there', async () => {
  const { port } = server.address() as AddressInfo;
  const hosts: string[] = [];
  const connect = net.connect;
  const nowhere = { host: '127.0.0.1', port: 1 };
  let listensAt = '127.0.0.1';
  const spy = jest.spyOn(net, 'connect').mockImplementation((options) => {
    const asked = options as unknown as TcpNetConnectOpts;
    const { host = '' } = asked;
    hosts.push(host);
    return connect({ ...asked, ...(host === listensAt ? { host: '127.0.0.1', port } : nowhere) });
  });
  const open = () => BrokerConnection.open({ host: 'localhost', port }, { connectTimeoutMs: TIMEOUT_MS });
  try {
    (await open()).destroy();
    listensAt = 'localhost';
    (await open()).destroy();
    expect(hosts).toEqual(['127.0.0.1', '127.0.0.1', 'localhost']);
    listensAt = 'nowhere';
    await expect(open()).rejects.toThrow(`localhost:${port} refuses connections`);
  } finally {
    spy.mockRestore();
  }
});

test('stops waiting at a signal, and drops the answer that comes all the same', async () => {
  const connection = await open();
  const stop = new AbortController();
  let answerLate = () => {};
  answer = (id, _, socket) => {
    answerLate = () => send(socket, id, numbered(1));
    stop.abort(new Error('enough'));
  };
  await expect(ask(connection, TIMEOUT_MS, stop.signal)).rejects.toThrow('enough');
  answerLate();
  answer = (id, _, socket) => send(socket, id, numbered(2));
  expect(await ask(connection)).toBe(2);
  await expect(ask(connection, TIMEOUT_MS, AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  connection.destroy();
});

test('closes behind an answer that cannot be read', async () => {
  const connection = await open();
  answer = (id, _, socket) => send(socket, id, Buffer.alloc(3));
  const asked = ask(connection);
  await expect(asked).rejects.toBeInstanceOf(NoAnswerError);
  await expect(asked).rejects.toThrow(/an answer to Question that cannot be read/);
  expect(connection.isOpen).toBe(false);
});

test('stays open behind an answer that refuses', async () => {
  const connection = await open();
  answer = (id, _, socket) => send(socket, id, numbered(0));
  const refusing: typeof question = {
    ...question,
    decode: () => {
      throwIfRefused(RECORD_LIST_TOO_LARGE);
      throw new Error('it is no refusal');
    },
  };
  await expect(connection.send(refusing, {}, { timeoutMs: TIMEOUT_MS })).rejects.toBeInstanceOf(RefusedError);
  expect(connection.isOpen).toBe(true);
  connection.destroy();
});

test('sends nothing any more when it is stopped in a pause', async () => {
  const connection = await open();
  connection.pause(TIMEOUT_MS);
  answer = () => {
    throw new Error('it was sent');
  };
  const stop = new AbortController();
  const stopped = ask(connection, TIMEOUT_MS, stop.signal);
  stop.abort(new Error('enough'));
  await expect(stopped).rejects.toThrow('enough');
  connection.destroy();
});

test('counts the time of an answer from the last byte that came', async () => {
  const connection = await open();
  answer = (id, _, socket) => {
    const bytes = frame(id, numbered(3));
    bytes.forEach((byte, at) => setTimeout(() => socket.write(Buffer.of(byte)), 50 * (at + 1)));
  };
  // Sixteen bytes take 800 ms, and never is one longer under way than a twelfth of what is allowed.
  expect(await ask(connection, 600)).toBe(3);
  answer = (id, _, socket) => socket.write(frame(id, numbered(3)).subarray(0, 9));
  await expect(ask(connection, 150)).rejects.toThrow(/does not answer$/);
});

test('counts the time of an answer from when the last byte of the question was taken', async () => {
  const connection = await open();
  const large: typeof question = { ...question, encode: () => [Buffer.alloc(128 * 1024 * 1024)] };
  const socket = [...sockets].at(-1)!;
  let isTaking = true;
  socket.removeAllListeners('data');
  // Takes some ten megabytes a second, for three seconds.
  socket.on('data', () => {
    socket.pause();
    setTimeout(() => isTaking && socket.resume(), 5);
  });
  setTimeout(() => (isTaking = false), 3000);
  const start = performance.now();
  await expect(connection.send(large, {}, { timeoutMs: 1000 })).rejects.toThrow(/does not answer$/);
  expect(performance.now() - start).toBeGreaterThan(3500);
}, 30_000);
