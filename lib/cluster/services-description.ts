type Annotations = Readonly<Record<string, string>>;

/** No meaning for the local run. */
export interface ServicesDescription {
  /** On every Service. @default - none */
  readonly annotations?: Annotations;

  /** Those by which clients outside reach the brokers, one for each. @default - as Kubernetes makes them */
  readonly external?: ExternalServicesDescription;
}

export interface ExternalServicesDescription {
  /** On all of these: an internal load balancer, say. @default - none */
  readonly annotations?: Annotations;

  /** On each by itself, broker 1 first, over the others: a host name for external-dns, say. @default - none */
  readonly eachAnnotations?: readonly Annotations[];

  /**
   * Whose load balancers they are; Kubernetes takes it only when it makes a Service.
   * @default - the platform's own
   */
  readonly loadBalancerClass?: string;

  /** Ranges of addresses, such as `10.0.0.0/8`, whose clients load balancers let through. @default - all */
  readonly loadBalancerSourceRanges?: readonly string[];

  /** NodePort of broker 1, where they are reachable from kind; broker N gets this + N - 1. @default 30091 */
  readonly nodePort?: number;
}
