/**
 * Of `security`: TLS on every connection, brokers that know each other by certificates, and users who may do what is described here,
 * and nothing else. Of the local run only, so far.
 */
export interface SecurityDescription {
  /**
   * How clients show at EXTERNAL who they are, over TLS: `scram`, by a user's password (SCRAM-SHA-512); `mtls`, by a user's certificate.
   * @default 'scram'
   */
  readonly clients?: 'scram' | 'mtls';

  /**
   * Users by name: letters, digits, ".", "_" and "-". One that is not described any more is told of, and keeps its rights.
   * @default - none: only who may read the folder of the cluster gets in
   */
  readonly users?: Readonly<Record<string, UserDescription>>;
}

/** What one user may do. Topics are those of the description, by name. */
export interface UserDescription {
  /** Topics to write to. @default - none */
  readonly produce?: readonly string[];

  /** Topics to read, as a member of the group `as`. @default - none */
  readonly consume?: readonly string[];

  /** The consumer group (`group.id`) to read them as: needed with `consume`. @default - none */
  readonly as?: string;
}
