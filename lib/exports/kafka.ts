// 'kafka-streaming/kafka': the clients.
export * from '../kafka';
export { NoAnswerError } from '../kafka/network/no-answer-error';
export { RefusedError } from '../kafka/protocol/protocol-error';
