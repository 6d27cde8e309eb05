import { KafkaJSNonRetriableError, type KafkaConfig } from 'kafkajs';
import type { ConnectOptions } from '../kafka';

type Security = Pick<ConnectOptions, 'ssl' | 'sasl'>;

/** kafkajs' options by the engine's names. @throws {KafkaJSNonRetriableError} for ways to log in that the engine does not have */
export function securityOf({ ssl, sasl }: Pick<KafkaConfig, 'ssl' | 'sasl'>): Security {
  return {
    ...(ssl !== undefined && { ssl }),
    ...(sasl && { sasl: loginOf(sasl) }),
  };
}

function loginOf(sasl: NonNullable<KafkaConfig['sasl']>): NonNullable<Security['sasl']> {
  if (!('authenticationProvider' in sasl)) {
    // kafkajs takes them in capitals as well.
    const named = { ...sasl, mechanism: sasl.mechanism.toLowerCase() } as typeof sasl;
    switch (named.mechanism) {
      case 'plain':
        return { mechanism: 'PLAIN', username: named.username, password: named.password };
      case 'scram-sha-256':
      case 'scram-sha-512':
        return { mechanism: MECHANISM[named.mechanism], username: named.username, password: named.password };
      case 'oauthbearer':
        return { mechanism: 'OAUTHBEARER', token: named.oauthBearerProvider };
    }
  }
  throw new KafkaJSNonRetriableError(
    `sasl.mechanism must be plain, scram-sha-256, scram-sha-512 or oauthbearer, but "${sasl.mechanism}" was given: use kafkajs itself, or with AWS MSK oauthbearer and a token of aws-msk-iam-sasl-signer-js`,
  );
}

const MECHANISM = { 'scram-sha-256': 'SCRAM-SHA-256', 'scram-sha-512': 'SCRAM-SHA-512' } as const;
