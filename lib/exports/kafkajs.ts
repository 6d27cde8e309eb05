// 'kafka-streaming/kafkajs': what kafkajs exports, on the clients of this package.
export * from '../kafkajs';
