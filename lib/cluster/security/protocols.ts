import type { ClusterDescription } from '../description';
import { resolveSecurity } from './security';

/** By Kafka's names. */
export type SecurityProtocol = 'PLAINTEXT' | 'SSL' | 'SASL_SSL';

/** What is spoken where servers talk to each other, and where clients come in. */
export function protocolsOf(
  description: ClusterDescription,
): Readonly<Record<'servers' | 'clients', SecurityProtocol>> {
  const security = resolveSecurity(description);
  if (!security) return { servers: 'PLAINTEXT', clients: 'PLAINTEXT' };
  // Certificates between servers: no user has to be there before the first start.
  return { servers: 'SSL', clients: security.clients === 'scram' ? 'SASL_SSL' : 'SSL' };
}
