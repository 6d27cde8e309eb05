import { struct } from './codec/composites';
import { Reader } from './codec/reader';
import type { Fields, Givens, Type, Values } from './codec/type';
import { Writer } from './codec/writer';

/** What an answer may tell: for how long the broker will not listen, milliseconds (KIP-219). Those to a login leave it out. */
export interface Answered {
  readonly throttleTimeMs?: number;
}

/** A request as a value: what goes in, what comes out, and how both are encoded. `connection.send` does the rest. */
export interface Request<in Args, out Answer extends Answered> {
  /** Kafka's. */
  readonly name: string;
  readonly key: number;
  /** Those that are spoken here; of them the highest that the broker speaks, too, is chosen. */
  readonly versions: readonly [first: number, last: number];
  /** The newest version that what is asked can go in. @default - the last */
  readonly newestFor?: (args: Args) => number;
  /** What goes behind the client id of a request's header. The parts are sent as they are: no copy is made of large ones. */
  readonly encode: (args: Args, version: number) => readonly Uint8Array[];
  /** @param bytes what comes behind the correlation id of an answer's header. @throws what does not fit */
  readonly decode: (bytes: Buffer, version: number) => Answer;
}

/** One of which the fields are data, so that both sides can encode and decode both directions. */
export interface DescribedRequest<Asked extends Fields, Answer extends Fields> extends Request<
  Givens<Asked>,
  Values<Answer> & Answered
> {
  readonly isFlexible: (version: number) => boolean;
  readonly request: Type<Values<Asked>, Givens<Asked>>;
  readonly response: Type<Values<Answer>, Givens<Answer>>;
  /** Whether the tagged fields of an answer's header are left out, so that one who does not know the version can read it. */
  readonly hasPlainHeader: boolean;
}

interface Description<Asked extends Fields, Answer extends Fields> {
  readonly name: string;
  readonly key: number;
  readonly versions: readonly [first: number, last: number];
  /** The first version that is encoded flexibly (KIP-482). */
  readonly flexible: number;
  readonly request: Asked;
  readonly response: Answer;
  readonly hasPlainHeader?: boolean;
}

/** Fields bear Kafka's names. @see https://kafka.apache.org/protocol.html#protocol_messages */
export function request<Asked extends Fields, Answer extends Fields & { readonly throttleTimeMs?: Type<number> }>(
  description: Description<Asked, Answer>,
): DescribedRequest<Asked, Answer> {
  const { flexible, hasPlainHeader = false } = description;
  const isFlexible = (version: number): boolean => version >= flexible;
  const [asked, answer] = [struct(description.request), struct(description.response)];
  return {
    ...description,
    isFlexible,
    hasPlainHeader,
    request: asked,
    response: answer,
    encode: (args, version) => {
      const writer = new Writer(version, isFlexible(version));
      writer.noTags(); // of the header
      asked.write(writer, args);
      return [writer.bytes];
    },
    decode: (bytes, version) => {
      const reader = new Reader(bytes, version, isFlexible(version));
      if (!hasPlainHeader) reader.skipTags();
      return answer.read(reader);
    },
  };
}

/** All error codes in an answer: Kafka calls each field so that holds one. 0 is none. */
export function errorCodes(answer: unknown): number[] {
  if (typeof answer !== 'object' || answer === null || ArrayBuffer.isView(answer)) return [];
  return Object.entries(answer).flatMap(([name, value]) =>
    /errorCode$/i.test(name) ? [value as number] : errorCodes(value),
  );
}
