import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from '../../test/faults/faults';

const docs = join(__dirname, '../../docs');
const page = readFileSync(join(docs, 'clients.md'), 'utf8');
const captured = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, ...groups]) => groups);

describe('docs/clients.md', () => {
  it.each(captured(/\[([^\]]+)\]\(([^)]+\.test\.ts)\)/g))('names a test that there is: %s', (title, file) => {
    expect(readFileSync(join(docs, file), 'utf8')).toContain(title.replaceAll(/\s+/g, ' '));
  });

  it('names faults that there are', () => {
    const known = faults.map(({ name }) => name);
    const named = captured(/· `([a-z-]+)`/g).map(([name]) => name!);
    expect(named.length).toBeGreaterThan(0);
    expect(known).toEqual(expect.arrayContaining(named));
  });
});
