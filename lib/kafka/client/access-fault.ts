import { addressText, type Endpoint } from '../../cluster/endpoint';
import { AccessError } from '../network/access-error';
import { isTurnedAway, NoAnswerError } from '../network/no-answer-error';
import type { ConnectionOptions } from '../network/connection-options';
import type { SpokenProtocol } from '../network/spoken-protocol';

/**
 * Why nobody is let in with these settings, where that is what a failure to connect comes from: to try again would change nothing.
 * @param failure what asking any broker failed with
 */
export async function accessFault(
  failure: unknown,
  addresses: readonly Endpoint[],
  options: Partial<ConnectionOptions>,
): Promise<AccessError | undefined> {
  const all = failure instanceof NoAnswerError && failure.cause instanceof AggregateError ? failure.cause.errors : [];
  const told = (all as readonly Error[]).map(({ cause }) => cause).find((cause) => cause instanceof AccessError);
  return told || !all.some(isTurnedAway) ? told : protocolFault(addresses, options);
}

/** Of the first broker that says so. */
async function protocolFault(
  addresses: readonly Endpoint[],
  options: Partial<ConnectionOptions>,
): Promise<AccessError | undefined> {
  const { spokenProtocol } = await import('../network/spoken-protocol.ts');
  const looks = addresses.map(async (address) => {
    const spoken = await spokenProtocol(address, options);
    const cures = spoken ? curesOf(spoken, options) : [];
    if (!spoken || cures.length === 0) throw new NoAnswerError('it is nothing of that kind');
    const why = `speaks ${nameOf(spoken)}: ${cures.join(', ')}`;
    return new AccessError('WRONG_SECURITY_PROTOCOL', addressText(address), why);
  });
  return Promise.any(looks).catch(() => undefined);
}

/** As Kafka's `security.protocol` has it. */
const nameOf = ({ ssl, mechanisms }: SpokenProtocol): string =>
  mechanisms.length > 0 ? `SASL_${ssl ? 'SSL' : 'PLAINTEXT'}` : ssl ? 'SSL' : 'PLAINTEXT';

function curesOf(spoken: SpokenProtocol, { ssl, sasl }: Partial<ConnectionOptions>): readonly string[] {
  return [
    ...(spoken.ssl && !ssl ? ['give ssl'] : []),
    ...(!spoken.ssl && ssl ? ['leave out ssl'] : []),
    ...(spoken.mechanisms.length > 0 && !sasl
      ? [`give sasl, whose mechanism must be one of ${spoken.mechanisms.join(', ')}`]
      : []),
    ...(spoken.mechanisms.length === 0 && sasl ? ['leave out sasl'] : []),
  ];
}
