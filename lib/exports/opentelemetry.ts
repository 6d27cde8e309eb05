// 'kafka-streaming/opentelemetry': spans and metrics of the clients; needs '@opentelemetry/api'.
export * from '../kafka/opentelemetry';
