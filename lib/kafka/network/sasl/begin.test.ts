import { begin } from './begin';
import type { SaslOptions } from './options';

const ALICE = { mechanism: 'PLAIN', username: 'alice' } as const;
const first = async (sasl: SaslOptions) => String((await (await begin(sasl)).next(Buffer.alloc(0))).value);

test('asks for the password at each login, or has it already', async () => {
  const passwords = ['one', 'two'];
  const sasl = { ...ALICE, password: () => Promise.resolve(passwords.shift()!) };
  expect(await first(sasl)).toBe('\0alice\0one');
  expect(await first(sasl)).toBe('\0alice\0two');
  expect(await first({ ...ALICE, password: 'three' })).toBe('\0alice\0three');
});

test.each<[SaslOptions, string]>([
  [{ ...ALICE, password: () => 'secret\n' }, 'sasl.password has line ends or other control characters'],
  [{ ...ALICE, password: () => '' }, 'sasl.password is empty'],
  [{ ...ALICE, password: () => Promise.reject(new Error('no vault')) }, 'sasl.password failed: no vault'],
  [{ mechanism: 'OAUTHBEARER', token: () => undefined as never }, 'value of sasl.token is no text'],
])('does not begin without: %#', async (sasl, fault) => {
  await expect(begin(sasl)).rejects.toMatchObject({ message: `waits for a login, but ${fault}` });
});
