import { scram } from './scram';

// The example of RFC 7677.
const NONCE = 'rOprNGfwEbeRWgbNEkqO';
const JOINT = `${NONCE}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0`;
const CHALLENGE = `r=${JOINT},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`;
const PROOF = 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=';

const begin = (username = 'user') => scram('SCRAM-SHA-256', username, 'pencil', NONCE);
const said = async (next: Promise<IteratorResult<Buffer, void>>) => String((await next).value);

test('says what RFC 7677 has it say, and is convinced by what it has the server say', async () => {
  const conversation = begin();
  expect(await said(conversation.next())).toBe(`n,,n=user,r=${NONCE}`);
  expect(await said(conversation.next(Buffer.from(CHALLENGE)))).toBe(
    `c=biws,r=${JOINT},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`,
  );
  expect(await conversation.next(Buffer.from(PROOF))).toEqual({ done: true, value: undefined });
});

test('writes = and , in names so that they end nothing', async () => {
  expect(await said(begin('a,b=c').next())).toBe(`n,,n=a=2Cb=3Dc,r=${NONCE}`);
});

test('never uses a nonce twice', async () => {
  const first = () => said(scram('SCRAM-SHA-512', 'user', 'pencil').next());
  expect(await first()).not.toBe(await first());
});

test.each([
  ['of somebody else', CHALLENGE.replace(NONCE, 'another'), /^answers another login/],
  ['that adds nothing to the nonce', CHALLENGE.replace(JOINT, NONCE), /^answers another login/],
  ['without salt', CHALLENGE.replace(/s=[^,]*/, 's='), /^asks for a proof without salt/],
  ['that asks for too few rounds', CHALLENGE.replace('4096', '4095'), /^has the password hashed "4095" times/],
  ['that asks for rounds without end', CHALLENGE.replace('4096', '1000001'), /"1000001" times/],
  ['that does not say how many rounds', CHALLENGE.replace('4096', ''), /"" times/],
])('does not go on after an answer %s', async (_, challenge, fault) => {
  const conversation = begin();
  await conversation.next();
  await expect(conversation.next(Buffer.from(challenge))).rejects.toThrow(fault);
});

test.each(['v=AAAA', `${PROOF.slice(0, -2)}A=`, '', 'e=other-error'])(
  'is not convinced by a server that says "%s"',
  async (proof) => {
    const conversation = begin();
    await conversation.next();
    await conversation.next(Buffer.from(CHALLENGE));
    await expect(conversation.next(Buffer.from(proof))).rejects.toThrow(/^does not prove/);
  },
);
