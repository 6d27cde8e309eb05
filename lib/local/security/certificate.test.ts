import { isGood } from './certificate';
import { issueCertificate, type Wish } from './issue-certificate';

const HOSTS = ['localhost', '127.0.0.1', '::1'];
const authority = issueCertificate({ name: 'ca', as: 'authority', days: 100 });
const other = issueCertificate({ name: 'ca', as: 'authority', days: 100 });
const issue = (wish: Partial<Wish>) =>
  issueCertificate({ name: 'broker', as: 'server', hosts: HOSTS, days: 100, by: authority, ...wish });

test('a certificate of the authority, with its names and its own key, is good; so is the authority', () => {
  expect(isGood(issue({}), { by: authority, hosts: HOSTS })).toBe(true);
  expect(isGood(authority)).toBe(true);
});

test.each<[string, () => Parameters<typeof isGood>]>([
  ['that ends within a month', () => [issue({ days: 29 }), { by: authority }]],
  ['of another authority of the same name', () => [issue({ by: other }), { by: authority }]],
  ['without one of the names', () => [issue({ hosts: ['localhost'] }), { by: authority, hosts: HOSTS }]],
  ['with the key of another', () => [{ ...issue({}), key: other.key }, { by: authority }]],
  ['that is none', () => [{ cert: '', key: '' }, { by: authority }]],
])('one %s is not', (_, args) => {
  expect(isGood(...args())).toBe(false);
});
