import type { Socket } from 'node:net';
import { messageOf } from '../protocol/errors';
import { FrameReader } from './frame-reader';
import { CLOSED, socketFailure } from './socket-failure';
import type { Transport } from './transport';

/** As much as Node.js reads at once. */
const READ_BYTES = 64 * 1024;

export interface FramedSocketOptions {
  readonly transport: Transport;
  /** As of `FrameReader`. */
  readonly maxAnswerBytes: number;
  readonly isExpected: (correlationId: number) => boolean;
  /** Some bytes came. */
  readonly onBytes: () => void;
  readonly onAnswer: (correlationId: number, answer: Buffer) => void;
  /** Told what happened, as the end of a sentence that begins with its address: nothing will come of it any more. */
  readonly onEnd: (why: string, cause?: Error) => void;
}

/** A connection that takes requests and gives answers, as whole frames. */
export class FramedSocket {
  readonly #socket: Socket;
  readonly #frames: FrameReader;

  constructor(private readonly options: FramedSocketOptions) {
    const { transport, maxAnswerBytes, isExpected, onEnd } = options;
    this.#frames = new FrameReader(maxAnswerBytes, isExpected);
    const onClosed = () => onEnd('closed the connection', CLOSED);
    // One buffer for all that is ever received: a new one for each piece of a stream costs more than copying it out.
    const onread = {
      buffer: Buffer.allocUnsafeSlow(READ_BYTES),
      callback: (length: number, bytes: Uint8Array) => this.#receive(bytes.subarray(0, length)),
    };
    this.#socket = transport
      .open(onread)
      .on('timeout', () => onEnd('does not answer'))
      .on('error', (error) => onEnd(socketFailure(error), error))
      .on('end', onClosed)
      .on('close', onClosed);
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  /**
   * Sends a frame; the parts are not copied.
   * @param timeoutMs ends the connection when nothing of it is taken for so long
   * @param onWritten called when all of it is
   */
  write(parts: readonly Uint8Array[], timeoutMs: number, onWritten: () => void): void {
    const socket = this.#socket;
    socket.cork();
    parts.forEach((part, index) => {
      if (index < parts.length - 1) socket.write(part);
      else
        socket.write(part, () => {
          if (socket.writableLength === 0) socket.setTimeout(0);
          onWritten();
        });
    });
    socket.uncork();
    // While the link takes only some of it, the socket's own time-out counts from the last byte that it took.
    if (socket.writableLength > 0) socket.setTimeout(timeoutMs);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** @returns whether to go on reading */
  #receive(bytes: Uint8Array): boolean {
    const { onBytes, onAnswer, onEnd } = this.options;
    onBytes();
    try {
      for (const frame of this.#frames.read(bytes)) onAnswer(frame.readInt32BE(0), frame.subarray(4));
    } catch (error) {
      onEnd(`does not speak as Kafka does: ${messageOf(error)}`, error as Error);
    }
    return true;
  }
}
