import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import Encoder from 'kafkajs/src/protocol/encoder';
import { CompactWriter } from '../../lib/kafka/protocol/compact';
import { FIELD } from '../../lib/kafka/protocol/records/record-batch';
import { StoredBatch } from '../../lib/kafka/protocol/records/stored-batch';

/** A request to store a batch, as the broker got it. */
export interface Produced {
  readonly topic: string;
  /** More than one would be a fault of the client. */
  readonly partitions: readonly number[];
  readonly producerId: bigint;
  readonly firstSequence: number;
  readonly batch: StoredBatch;
  readonly bytes: number;
}

/** What becomes of it: the error code of the answer, and whether it is stored and answered at all. */
export interface Fate {
  readonly error?: number;
  readonly stored?: boolean;
  readonly answer?: 'sent' | 'never' | 'connection closed';
}

/** Bytes, as encoders of kafkajs give them too. */
type Answer = Pick<Encoder, 'buffer'>;

/**
 * One broker in this process, for what cannot be made to happen on a real one at will. As a real one, it works on the requests
 * of a connection in turn, and takes a batch whose sequence is not new for a repetition.
 */
export class FakeBroker {
  readonly produced: Produced[] = [];
  /** Requests of any kind. */
  asked = 0;
  /** Answers nothing any more, as if frozen. */
  isSilent = false;
  /** How long it takes to answer, milliseconds. */
  delayMs = 0;
  /** The error code of its answers to whoever wants a producer id. */
  producerIdError = 0;
  /** Values by partition, in the order of their offsets. */
  readonly log: string[][];
  /** Answers to further kinds of requests, by their key; without an answer the connection is closed. */
  readonly others = new Map<number, () => Encoder | undefined>();
  decide: (produced: Produced, attempt: number) => Fate | Promise<Fate> = () => ({});
  readonly #lastSequence = new Map<string, { first: number; offset: number }>();
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#serve(socket));
  #producerIds = 0;

  private constructor(
    readonly topic: string,
    partitions: number,
  ) {
    this.log = Array.from({ length: partitions }, () => []);
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
    const answers: Record<number, () => Answer | Promise<Answer | undefined>> = {
      0: () => this.#produce(socket, body),
      3: () => this.#metadata(),
      18: () => apiVersions(),
      22: () => this.#producerId(),
    };
    const key = request.readInt16BE(0);
    const other = this.others.get(key);
    const answer = await (other ?? answers[key])!();
    if (!answer && other) socket.destroy();
    if (!answer) return;
    const head = Buffer.alloc(8);
    head.writeInt32BE(4 + answer.buffer.length);
    request.copy(head, 4, 4, 8); // the correlation id
    socket.write(Buffer.concat([head, answer.buffer]));
  }

  async #produce(socket: Socket, body: Buffer): Promise<Encoder | undefined> {
    const produced = decodeProduce(body);
    const [partition] = produced.partitions as [number];
    this.produced.push(produced);
    const { error = 0, stored = error === 0, answer = 'sent' } = await this.decide(produced, this.produced.length);
    const offset = stored ? this.#store(partition, produced) : -1;
    if (answer === 'never') await new Promise(() => undefined);
    if (answer === 'connection closed') socket.destroy();
    if (answer !== 'sent') return undefined;
    return new Encoder()
      .writeInt32(1)
      .writeString(produced.topic)
      .writeInt32(1)
      .writeInt32(partition)
      .writeInt16(error)
      .writeInt64(error === 0 ? offset : -1)
      .writeInt64(-1)
      .writeInt64(0)
      .writeInt32(0)
      .writeInt16(-1)
      .writeInt32(0);
  }

  #store(partition: number, { producerId, firstSequence, batch }: Produced): number {
    const key = `${producerId} ${partition}`;
    const last = this.#lastSequence.get(key);
    if (last && firstSequence <= last.first) return last.offset;
    const log = this.log[partition]!;
    const offset = log.length;
    this.#lastSequence.set(key, { first: firstSequence, offset });
    log.push(...batch.messages(partition).map(({ value }) => String(value)));
    return offset;
  }

  #producerId(): Answer {
    const writer = new CompactWriter().noTags().int32(0).int16(this.producerIdError);
    return { buffer: writer.int64(BigInt(++this.#producerIds)).int16(0).noTags().bytes };
  }

  #metadata(): Answer {
    const writer = new CompactWriter().noTags().int32(0);
    const ids = (list: readonly number[]) => writer.array(list, (id) => writer.int32(id));
    writer.array([1], (id) => writer.int32(id).string('127.0.0.1').int32(this.#port).string(null).noTags());
    writer.string('fake').int32(1);
    writer.array([this.topic], (name) => {
      writer.int16(0).string(name).int64(0n).int64(1n).boolean(false);
      writer.array([...this.log.keys()], (partition) => {
        writer.int16(0).int32(partition).int32(1).int32(0);
        for (const list of [[1], [1], []]) ids(list);
        writer.noTags();
      });
      writer.int32(0).noTags();
    });
    return { buffer: writer.noTags().bytes };
  }
}

/** The header of this answer has no tags. */
function apiVersions(): Answer {
  const writer = new CompactWriter().int16(0);
  writer.array([0, 3, 18, 22], (key) => writer.int16(key).int16(0).int16(99).noTags());
  return { buffer: writer.int32(0).noTags().bytes };
}

function decodeProduce(body: Buffer): Produced {
  let at = 2 + Math.max(body.readInt16BE(0), 0) + 2 + 4;
  at += 4; // topics
  const topicLength = body.readInt16BE(at);
  const topic = body.toString('utf8', at + 2, (at += 2 + topicLength));
  const partitions: number[] = [];
  const count = body.readInt32BE(at);
  at += 4;
  let bytes = Buffer.alloc(0);
  for (let i = 0; i < count; i++) {
    partitions.push(body.readInt32BE(at));
    const size = body.readInt32BE(at + 4);
    bytes = Buffer.from(body.subarray(at + 8, at + 8 + size));
    at += 8 + size;
  }
  return {
    topic,
    partitions,
    producerId: bytes.readBigInt64BE(FIELD.producerId),
    firstSequence: bytes.readInt32BE(FIELD.firstSequence),
    batch: new StoredBatch(bytes),
    bytes: bytes.length,
  };
}
