import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fields, GivenOf, Givens } from '../../lib/kafka/protocol/codec/type';
import type { DescribedRequest } from '../../lib/kafka/protocol/request';
import { apiVersions } from '../../lib/kafka/protocol/requests/api-versions';
import { describeQuorum } from '../../lib/kafka/protocol/requests/describe-quorum';
import { initProducerId } from '../../lib/kafka/protocol/requests/init-producer-id';
import { metadata } from '../../lib/kafka/protocol/requests/metadata';
import { produce } from '../../lib/kafka/protocol/requests/produce';
import { encodeAnswer, frame } from './answers';
import { decodeProduce, produceAnswer, type Produced } from './produced';

/** What becomes of it: the error code of the answer, and whether it is stored and answered at all. */
export interface ProduceReply {
  readonly error?: number;
  readonly stored?: boolean;
  readonly answer?: 'sent' | 'never' | 'connection closed';
}

/**
 * One broker in this process, for what cannot be made to happen on a real one at will. As a real one, it works on the requests
 * of a connection in turn, and takes a batch whose sequence is not new for a repetition.
 */
export class FakeBroker {
  readonly produced: Produced[] = [];
  /** The same, by request. */
  readonly requests: (readonly Produced[])[] = [];
  /** Requests of any kind. */
  asked = 0;
  /** Which replicas are, by partition; where there is none, itself alone. */
  inSync: readonly (readonly number[])[] = [];
  /** Answers nothing any more, as if frozen. */
  isSilent = false;
  /** How long it takes to answer, milliseconds. */
  delayMs = 0;
  /** The error code of its answers to whoever wants a producer id. */
  producerIdError = 0;
  /** Values by partition, in the order of their offsets. */
  readonly log: string[][];
  decide: (produced: Produced, attempt: number) => ProduceReply | Promise<ProduceReply> = () => ({});
  readonly #lastSequence = new Map<string, { first: number; offset: number }>();
  /** By their key. */
  readonly #answers = new Map<number, (version: number) => Buffer | undefined>();
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#serve(socket));
  #producerIds = 0;

  private constructor(
    readonly topic: string,
    partitions: number,
  ) {
    this.log = Array.from({ length: partitions }, () => []);
    const apiKeys = Array.from({ length: 68 }, (_, apiKey) => ({ apiKey, minVersion: 0, maxVersion: 99 }));
    // A quorum is spoken of in KRaft mode only.
    const isSpoken = ({ apiKey }: { readonly apiKey: number }) =>
      apiKey !== describeQuorum.key || this.#answers.has(apiKey);
    this.answer(apiVersions, () => ({ errorCode: 0, apiKeys: apiKeys.filter(isSpoken), throttleTimeMs: 0 }));
    this.answer(metadata, () => this.#metadata());
    this.answer(initProducerId, () => ({
      throttleTimeMs: 0,
      errorCode: this.producerIdError,
      producerId: BigInt(++this.#producerIds),
      producerEpoch: 0,
    }));
  }

  /** Has requests of that kind answered so; without an answer the connection is closed. */
  answer<Asked extends Fields, Answer extends Fields>(
    request: DescribedRequest<Asked, Answer>,
    answer: () => Givens<Answer> | undefined,
  ): void {
    this.#answers.set(request.key, (version) => {
      const given = answer();
      return given && encodeAnswer(request, given, version);
    });
  }

  static async start(topic: string, partitions: number): Promise<FakeBroker> {
    const broker = new FakeBroker(topic, partitions);
    broker.#server.listen(0, '127.0.0.1');
    await once(broker.#server, 'listening');
    return broker;
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    let received = Buffer.alloc(0);
    let inTurn = Promise.resolve();
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      while (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) {
        const end = 4 + received.readInt32BE(0);
        const request = received.subarray(4, end);
        received = received.subarray(end);
        inTurn = inTurn.then(() => this.#answer(socket, request));
      }
    });
  }

  async #answer(socket: Socket, request: Buffer): Promise<void> {
    this.asked++;
    if (this.isSilent) return;
    if (this.delayMs > 0) await delay(this.delayMs);
    const body = request.subarray(10 + request.readInt16BE(8));
    const key = request.readInt16BE(0);
    const answer = key === produce.key ? await this.#produce(body) : this.#answers.get(key)?.(request.readInt16BE(2));
    if (answer) socket.write(frame(request.readInt32BE(4), answer));
    else socket.destroy();
  }

  async #produce(body: Buffer): Promise<Buffer | undefined> {
    const batches = decodeProduce(body);
    this.requests.push(batches);
    const replies = await Promise.all(batches.map((produced) => this.#reply(produced)));
    if (replies.some(({ answer }) => answer === 'never')) await new Promise(() => undefined);
    return replies.every(({ answer }) => answer === 'sent') ? produceAnswer(this.topic, replies) : undefined;
  }

  async #reply(produced: Produced) {
    this.produced.push(produced);
    const { error = 0, stored = error === 0, answer = 'sent' } = await this.decide(produced, this.produced.length);
    const offset = stored ? this.#store(produced) : -1;
    return { answer, partition: produced.partition, error, offset: error === 0 ? offset : -1 };
  }

  #store({ partition, producerId, firstSequence, batch }: Produced): number {
    const key = `${producerId} ${partition}`;
    const last = this.#lastSequence.get(key);
    if (last && firstSequence <= last.first) return last.offset;
    const log = this.log[partition]!;
    const offset = log.length;
    this.#lastSequence.set(key, { first: firstSequence, offset });
    log.push(...batch.messages(partition).map(({ value }) => String(value)));
    return offset;
  }

  #metadata(): GivenOf<typeof metadata.response> {
    const of = { errorCode: 0, leaderId: 1, leaderEpoch: 0, offlineReplicas: [] };
    const partitions = this.log.map((_, partitionIndex) => {
      const inSync = this.inSync[partitionIndex] ?? [1];
      return { ...of, partitionIndex, replicaNodes: inSync, isrNodes: inSync };
    });
    return {
      throttleTimeMs: 0,
      brokers: [{ nodeId: 1, host: '127.0.0.1', port: this.#port, rack: null }],
      clusterId: 'fake',
      controllerId: 1,
      topics: [{ errorCode: 0, name: this.topic, topicId: TOPIC_ID, isInternal: false, partitions }],
    };
  }
}

const TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAAQ';
