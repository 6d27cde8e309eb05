import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { unlessAborted } from '../async';
import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { KafkaError } from '../protocol/errors';
import { protocolError, RefusedError, throwIfRefused } from '../protocol/protocol-error';
import { alterUserScramCredentials, SCRAM_MECHANISM } from '../protocol/requests/alter-user-scram-credentials';
import { describeUserScramCredentials } from '../protocol/requests/describe-user-scram-credentials';
import { startPatience, type AdminOptions } from './admin-options';
import { askController, type AskController } from './ask-controller';
import { codeOf, nameOf, type Named } from './codes';
import { untilRead } from './until-read';

const TIMEOUT_MS = 10_000;
/** What Kafka takes. */
const MIN_ITERATIONS = 4096;
const MAX_ITERATIONS = 16_384;
const SALT_BYTES = 32;
const DIGESTS = {
  'SCRAM-SHA-256': { name: 'sha256', bytes: 32 },
  'SCRAM-SHA-512': { name: 'sha512', bytes: 64 },
} as const;

/** What a user logs in with. */
export interface ScramCredential {
  readonly user: string;
  readonly mechanism: Named<typeof SCRAM_MECHANISM>;
  readonly iterations: number;
}

export interface NewScramCredential extends Omit<ScramCredential, 'mechanism' | 'iterations'> {
  readonly mechanism: keyof typeof SCRAM_MECHANISM;
  /** It stays here: brokers are given a hash of it (KIP-554), with a salt of its own. Text counts as UTF-8. */
  readonly password: string | Uint8Array;
  /** How often it is hashed: from 4096 to 16384. @default 4096 */
  readonly iterations?: number | undefined;
}

/**
 * Who can log in by SCRAM, by user and mechanism: passwords cannot be read.
 * @throws {KafkaError} `CLUSTER_AUTHORIZATION_FAILED`; `CANNOT_CONNECT` after the deadline
 */
export async function listScramCredentials(
  client: Client,
  options: AdminOptions = {},
): Promise<readonly ScramCredential[]> {
  requireArguments({ client, options });
  const list: AskController<readonly ScramCredential[]> = async (controller, _, signal) => {
    const send = { timeoutMs: TIMEOUT_MS, signal };
    // None named are all. With null, which is all as well, a broker never answers one who may not (Kafka 3.9).
    const answer = await controller.send(describeUserScramCredentials, { users: [] }, send);
    throwIfRefused(answer.errorCode, answer.errorMessage);
    return answer.results.flatMap(({ user, errorCode, errorMessage, credentialInfos }) => {
      throwIfRefused(errorCode, errorMessage);
      return credentialInfos.map(({ mechanism, iterations }) => ({
        user,
        mechanism: nameOf(SCRAM_MECHANISM, mechanism),
        iterations,
      }));
    });
  };
  return askController(client, list, startPatience(options));
}

/**
 * Has users log in with these passwords from now on, whether they could before or not; connections that are open stay.
 * @throws {KafkaError} `INVALID_OPTION`, `UNACCEPTABLE_CREDENTIAL` (no password, other iterations), before anything is changed
 * @throws {KafkaError} of the first user that is refused: `UNACCEPTABLE_CREDENTIAL` (no name), `DUPLICATE_RESOURCE` (a mechanism twice), `CLUSTER_AUTHORIZATION_FAILED`; the others are changed all the same
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline
 */
export async function upsertScramCredentials(
  client: Client,
  credentials: readonly NewScramCredential[],
  options: AdminOptions = {},
): Promise<void> {
  requireArguments({ client, credentials, options });
  const patience = startPatience(options);
  // Salted once: to be asked again changes nothing.
  const upsertions = await unlessAborted(Promise.all(credentials.map(salted)), patience.signal);
  await alter(client, { upsertions, deletions: [] }, patience);
}

/**
 * Lets users log in no more in these ways; connections that are open stay.
 * @throws {KafkaError} of the first user that is refused: `RESOURCE_NOT_FOUND` (one of the credentials is not there, so that the
 * user keeps all), `DUPLICATE_RESOURCE`, `CLUSTER_AUTHORIZATION_FAILED`; those of others are deleted all the same
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline
 */
export async function deleteScramCredentials(
  client: Client,
  credentials: readonly Pick<ScramCredential, 'user' | 'mechanism'>[],
  options: AdminOptions = {},
): Promise<void> {
  requireArguments({ client, credentials, options });
  const patience = startPatience(options);
  const deletions = credentials.map(({ user, mechanism }) => ({ name: user, mechanism: mechanismCode(mechanism) }));
  await alter(client, { upsertions: [], deletions }, patience);
}

type Alterations = Parameters<(typeof alterUserScramCredentials)['encode']>[0];

async function alter(client: Client, asked: Alterations, patience: AdminOptions): Promise<void> {
  if (asked.upsertions.length + asked.deletions.length === 0) return;
  const change: AskController<void> = async (controller, mayBeDone, signal) => {
    const send = { timeoutMs: TIMEOUT_MS, signal };
    const { results } = await controller.send(alterUserScramCredentials, asked, send);
    for (const { user, errorCode, errorMessage } of results) {
      const error = protocolError(errorCode);
      if (!error || (mayBeDone && error.type === 'RESOURCE_NOT_FOUND')) continue;
      throw new RefusedError(error, `credentials of user "${user}" stay as they are: ${errorMessage ?? error.message}`);
    }
  };
  await askController(client, change, patience);
  await untilRead(client, patience);
}

const hash = promisify(pbkdf2);

async function salted({ user, mechanism, password, iterations = MIN_ITERATIONS }: NewScramCredential) {
  const code = mechanismCode(mechanism);
  // A broker would take any hash, also of nothing.
  if (password.length === 0) throw unacceptable(user, 'the password must not be empty');
  if (!(Number.isInteger(iterations) && iterations >= MIN_ITERATIONS && iterations <= MAX_ITERATIONS))
    throw unacceptable(user, `iterations must be ${MIN_ITERATIONS} to ${MAX_ITERATIONS}, but ${iterations} was given`);
  const salt = randomBytes(SALT_BYTES);
  const { name, bytes } = DIGESTS[mechanism];
  const saltedPassword = await hash(password, salt, iterations, bytes, name);
  return { name: user, mechanism: code, iterations, salt, saltedPassword };
}

const unacceptable = (user: string, why: string): KafkaError =>
  new KafkaError('UNACCEPTABLE_CREDENTIAL', `credentials of user "${user}" stay as they are: ${why}`);

const mechanismCode = (given: ScramCredential['mechanism']) => codeOf(SCRAM_MECHANISM, 'mechanism of a user', given);
