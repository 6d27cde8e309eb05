import { messageOf } from '../../protocol/errors';
import type { Conversation } from './conversation';
import { oauthbearer } from './oauthbearer';
import type { PasswordLogin, SaslOptions, Token, TokenLogin } from './options';
import { plain } from './plain';
import { scram } from './scram';
import { textFault } from './text-fault';

/** The conversation by the mechanism that is chosen, once what it needs is there. @throws what is wrong with that, as a sentence about the broker */
export async function begin(sasl: SaslOptions): Promise<Conversation> {
  if (sasl.mechanism === 'OAUTHBEARER') return oauthbearer(await tokenOf(sasl));
  const { mechanism, username } = sasl;
  const password = await passwordOf(sasl);
  return mechanism === 'PLAIN' ? plain(username, password) : scram(mechanism, username, password);
}

async function passwordOf({ password }: PasswordLogin): Promise<string> {
  if (typeof password === 'string') return password;
  const text = await given('password', password);
  requireText('sasl.password', text);
  return text;
}

async function tokenOf({ token }: TokenLogin): Promise<Token> {
  const value = await given('token', token);
  // Callers in plain JavaScript have no types to stop them.
  requireText('value of sasl.token', (value as Token | undefined)?.value);
  return value;
}

function requireText(what: string, text: unknown): void {
  const fault = textFault(text);
  if (fault !== undefined) throw new Error(`waits for a login, but ${what} ${fault}`);
}

async function given<Value>(name: keyof PasswordLogin | keyof TokenLogin, ask: () => Value | Promise<Value>) {
  try {
    return await ask();
  } catch (error) {
    throw new Error(`waits for a login, but sasl.${name} failed: ${messageOf(error)}`, { cause: error });
  }
}
