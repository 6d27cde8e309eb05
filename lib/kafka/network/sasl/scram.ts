import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const DIGESTS = {
  'SCRAM-SHA-256': { name: 'sha256', bytes: 32 },
  'SCRAM-SHA-512': { name: 'sha512', bytes: 64 },
} as const;

export type ScramMechanism = keyof typeof DIGESTS;

/** RFC 7677 asks for as many; with fewer a password that is overheard is soon guessed. */
const MIN_ITERATIONS = 4096;
/** Kafka stores 16384 at most. Others may take more, but nobody has this client reckon for minutes. */
const MAX_ITERATIONS = 1_000_000;
/** Without channel binding: Kafka has none. */
const HEADER = 'n,,';

const hash = promisify(pbkdf2);

/**
 * Both sides prove that they know the password, and none tells it. It is taken byte by byte: Kafka does not normalise it, as SASLprep would.
 * @see https://www.rfc-editor.org/rfc/rfc5802 and https://www.rfc-editor.org/rfc/rfc7677
 */
export async function* scram(
  mechanism: ScramMechanism,
  username: string,
  password: string,
  nonce = randomBytes(24).toString('base64'),
): AsyncGenerator<Buffer, void, Buffer> {
  const digest = DIGESTS[mechanism];
  const hmac = (key: Buffer, text: string) => createHmac(digest.name, key).update(text).digest();
  const ours = `n=${escaped(username)},r=${nonce}`;
  const theirs = String(yield Buffer.from(`${HEADER}${ours}`));
  const challenge = challengeOf(theirs, nonce);
  const salted = await hash(password, challenge.salt, challenge.iterations, digest.bytes, digest.name);
  const clientKey = hmac(salted, 'Client Key');
  const unproved = `c=${base64(HEADER)},r=${challenge.nonce}`;
  const said = [ours, theirs, unproved].join(',');
  const storedKey = createHash(digest.name).update(clientKey).digest();
  const signature = hmac(storedKey, said);
  const proof = Buffer.from(clientKey.map((byte, at) => byte ^ signature[at]!));
  const last = yield Buffer.from(`${unproved},p=${proof.toString('base64')}`);
  requireProof(attributes(String(last)).get('v'), hmac(hmac(salted, 'Server Key'), said));
}

const escaped = (name: string): string => name.replaceAll('=', '=3D').replaceAll(',', '=2C');

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Values may have `=` in them, and no comma. */
const attributes = (message: string): ReadonlyMap<string, string> =>
  new Map(message.split(',').map((part) => [part.slice(0, 1), part.slice(2)]));

function challengeOf(message: string, nonce: string) {
  const { r = '', s = '', i = '' } = Object.fromEntries(attributes(message));
  // One that does not begin with ours is the answer to somebody else, heard before.
  if (!r.startsWith(nonce) || r.length === nonce.length) throw new Error('answers another login than this one');
  if (s === '') throw new Error('asks for a proof without salt');
  const iterations = /^\d+$/.test(i) ? Number(i) : NaN;
  if (!(iterations >= MIN_ITERATIONS && iterations <= MAX_ITERATIONS))
    throw new Error(`has the password hashed "${i}" times: ${MIN_ITERATIONS} to ${MAX_ITERATIONS} are allowed`);
  return { nonce: r, salt: Buffer.from(s, 'base64'), iterations };
}

function requireProof(given: string | undefined, expected: Buffer): void {
  const proof = Buffer.from(given ?? '', 'base64');
  if (proof.length !== expected.length || !timingSafeEqual(proof, expected))
    throw new Error('does not prove that it knows the password: it is not the cluster it says it is');
}
