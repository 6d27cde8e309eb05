// 'kafka-streaming/kafka': the clients.
export * from '../kafka';
export { NoAnswerError } from '../kafka/network/connection';
export { RefusedError } from '../kafka/protocol/protocol-error';
