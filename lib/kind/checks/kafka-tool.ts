/**
 * A command of Kafka in a broker's pod, which has a Service of its own name. The pod's own settings are made for the broker: a heap that leaves no memory for a second
 * JVM, its log on stdout, and flags that may be of an agent with a port.
 */
export const toolInPod = (name: string): string =>
  `env -u KAFKA_LOG4J_OPTS -u KAFKA_OPTS KAFKA_HEAP_OPTS=-Xmx64m /opt/kafka/bin/${name}.sh --bootstrap-server "$HOSTNAME:19090"`;
