import type { Fields, Givens } from '../../lib/kafka/protocol/codec/type';
import { Writer } from '../../lib/kafka/protocol/codec/writer';
import type { DescribedRequest } from '../../lib/kafka/protocol/request';

/** What comes behind the correlation id of an answer. */
export function encodeAnswer<Asked extends Fields, Answer extends Fields>(
  request: DescribedRequest<Asked, Answer>,
  answer: Givens<Answer>,
  version = request.versions[1],
): Buffer {
  const writer = new Writer(version, request.isFlexible(version));
  if (!request.hasPlainHeader) writer.noTags();
  request.response.write(writer, answer);
  return writer.bytes;
}

/** A frame as it comes from a socket. */
export function frame(correlationId: number, answer: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(4 + answer.length);
  head.writeInt32BE(correlationId, 4);
  return Buffer.concat([head, answer]);
}
