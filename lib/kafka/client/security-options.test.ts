import { requireOptions } from './require-options';

const LOGIN = { mechanism: 'PLAIN', username: 'alice', password: 'secret' } as const;

test.each([
  { ssl: true },
  { ssl: false, sasl: false },
  { ssl: { ca: 'x', rejectUnauthorized: false } },
  { sasl: LOGIN },
  { sasl: { ...LOGIN, mechanism: 'SCRAM-SHA-512', password: () => 'secret' } },
  { sasl: { mechanism: 'OAUTHBEARER', token: () => ({ value: 'secret' }) } },
])('are taken as they are meant: %j', (options) => {
  expect(() => requireOptions(options)).not.toThrow();
});

test.each([
  [{ ssl: 1 }, /^ssl must be true, or an object of ca, .*, but 1 was given$/],
  [{ ssl: 'yes' }, 'but a text was given'],
  [{ ssl: { rejectUnauthorised: false } }, 'but { rejectUnauthorised } was given'],
  [{ sasl: { ...LOGIN, mechanism: 'plain' } }, "but { mechanism: 'plain', username, password } was given"],
  [{ sasl: { ...LOGIN, password: 'secret\n' } }, "but { mechanism: 'PLAIN', username, password } was given"],
  [{ sasl: { ...LOGIN, username: '' } }, "but { mechanism: 'PLAIN', username, password } was given"],
  [{ sasl: { mechanism: 'OAUTHBEARER', token: 'secret' } }, "but { mechanism: 'OAUTHBEARER', token } was given"],
  [{ sasl: 'secret' }, 'but a text was given'],
])('are refused without a word of what is secret: %j', (options, end) => {
  const refused = () => requireOptions(options);
  expect(refused).toThrow(end);
  expect(refused).not.toThrow('secret\n');
  expect(refused).not.toThrow(/secret(?!s)/);
});
