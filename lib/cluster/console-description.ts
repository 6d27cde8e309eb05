/** Of the console in Kubernetes, `ui: 'console'`. No meaning for the local run, whose console listens on this machine only. */
export interface ConsoleDescription {
  /** Shows everything and changes nothing. @default false */
  readonly readOnly?: boolean;

  /**
   * Names by which browsers reach it through an Ingress, or another proxy, of yours: the Service is `kafka-ui`, port 8080. It is
   * refused under any other name but localhost, which `kubectl port-forward` has, and its NetworkPolicy lets in whoever asks, so that
   * there must be a password.
   * @default - none: `kubectl port-forward` only
   */
  readonly hosts?: readonly string[];

  /** What browsers ask their user for (HTTP Basic, with any name): goes over the network as it is where the proxy has no TLS. @default - nothing */
  readonly password?: ConsolePassword;
}

export interface ConsolePassword {
  /** Name of a Secret that is there. One that is changed is in force some minutes later, without a restart. */
  readonly secret: string;
  /** Of the Secret. @default 'password' */
  readonly key?: string;
}
