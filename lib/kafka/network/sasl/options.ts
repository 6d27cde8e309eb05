/** How one logs in: by a name and a password, or by a token. */
export type SaslOptions = PasswordLogin | TokenLogin;

export interface PasswordLogin {
  /** PLAIN sends the password itself: over TLS only the broker reads it. SCRAM proves on both sides that it is known. */
  readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username: string;
  /** A function is asked at each login, so that a password may change meanwhile. Text counts as UTF-8, as Kafka takes it. */
  readonly password: string | (() => string | Promise<string>);
}

export interface TokenLogin {
  /** OAuth 2.0 bearer tokens (RFC 7628, KIP-255). */
  readonly mechanism: 'OAUTHBEARER';
  /** Asked at each login, of which every connection needs its own, and again before a session ends: it should keep a token while that is valid. */
  readonly token: () => Token | Promise<Token>;
}

export interface Token {
  /** As it is sent: a JSON Web Token, mostly. */
  readonly value: string;
  /** What the broker is told beside it (KIP-342). @default - nothing */
  readonly extensions?: Readonly<Record<string, string>>;
}
