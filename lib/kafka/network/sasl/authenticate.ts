import { AccessError } from '../access-error';
import { protocolError } from '../../protocol/protocol-error';
import type { Answered, Request } from '../../protocol/request';
import { saslAuthenticate } from '../../protocol/requests/sasl-authenticate';
import { saslHandshake } from '../../protocol/requests/sasl-handshake';
import type { Conversation } from './conversation';
import type { SaslOptions } from './options';

/** Asks the broker on the connection that is logged in. */
export type Ask = <Args, Answer extends Answered>(request: Request<Args, Answer>, args: Args) => Promise<Answer>;

/**
 * Logs in.
 * @returns after how long, milliseconds, that has to be done again; 0 for never
 * @throws {AccessError} for what the broker refuses, and for a broker that is not believed
 */
export async function authenticate(
  broker: string,
  sasl: SaslOptions,
  conversation: Conversation,
  ask: Ask,
): Promise<number> {
  await agree(broker, sasl, ask);
  let lifetimeMs = 0;
  let said = await conversation.next(NOTHING);
  while (!said.done) {
    const answer = await ask(saslAuthenticate, { authBytes: said.value });
    const refusal = protocolError(answer.errorCode);
    if (refusal) throw refused(broker, sasl, answer.errorMessage ?? refusal.message);
    lifetimeMs = answer.sessionLifetimeMs;
    said = await next(broker, conversation, answer.authBytes);
  }
  return lifetimeMs;
}

const NOTHING = Buffer.alloc(0);

async function next(broker: string, conversation: Conversation, heard: Buffer) {
  try {
    return await conversation.next(heard);
  } catch (error) {
    throw new AccessError('SASL_AUTHENTICATION_FAILED', broker, (error as Error).message);
  }
}

async function agree(broker: string, { mechanism }: SaslOptions, ask: Ask): Promise<void> {
  const { errorCode, mechanisms } = await ask(saslHandshake, { mechanism });
  const refusal = protocolError(errorCode);
  if (!refusal) return;
  if (refusal.type === 'ILLEGAL_SASL_STATE')
    throw new AccessError('WRONG_SECURITY_PROTOCOL', broker, 'has nobody log in there: leave out sasl');
  const cure = `sasl.mechanism must be one of ${mechanisms.join(', ')}`;
  throw new AccessError('UNSUPPORTED_SASL_MECHANISM', broker, `does not let one log in by ${mechanism}: ${cure}`);
}

function refused(broker: string, sasl: SaslOptions, why: string): AccessError {
  const [who, cure] =
    sasl.mechanism === 'OAUTHBEARER'
      ? ['the token', 'sasl.token']
      : [`user "${sasl.username}"`, 'sasl.username and sasl.password'];
  return new AccessError('SASL_AUTHENTICATION_FAILED', broker, `refuses ${who}: ${why}; check ${cure}`);
}
