/** Ports in pods. One for all brokers: a Service, a probe and a NetworkPolicy name one port for all pods of a StatefulSet. */
export const POD_PORTS = { brokerInternal: 19_090 } as const;
