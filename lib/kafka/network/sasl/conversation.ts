/**
 * What a client says by a mechanism, message by message, and what it is answered. It throws, with a sentence about the broker, what
 * does not convince it, and ends when it is convinced.
 */
export type Conversation = Iterator<Buffer, void, Buffer> | AsyncIterator<Buffer, void, Buffer>;
