import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from '../faults/cases';

const docs = join(__dirname, '../docs');
const page = readFileSync(join(docs, 'clients.md'), 'utf8');
const captured = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, ...groups]) => groups);

describe('docs/clients.md', () => {
  test.each(captured(/\[([^\]]+)\]\(([^)]+\.test\.ts)\)/g))('names a test that is run: %s', (title, file) => {
    const source = readFileSync(join(docs, file), 'utf8');
    expect(source.replaceAll(/^\s*\/\/.*$/gm, '')).toContain(title.replaceAll(/\s+/g, ' '));
    expect(source).not.toMatch(/\b(it|test|describe)\.(skip|todo|only)\(|\b[xf](it|test|describe)\(/);
  });

  test('names faults that there are', () => {
    const known = faults.map(({ name }) => name);
    const named = captured(/· `([a-z-]+)`/g).map(([name]) => name!);
    expect(named.length).toBeGreaterThan(0);
    expect(known).toEqual(expect.arrayContaining(named));
  });
});
