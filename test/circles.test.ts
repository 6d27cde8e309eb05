import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preProcessFile } from 'typescript';

const root = join(__dirname, '..');
const sources = new Set(
  ['lib', 'jobs']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { encoding: 'utf8', recursive: true }).map((file) => join(folder, file)),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')),
);

/** What a file imports of the others, of types too: they say what it must be read with. */
function importsOf(file: string): string[] {
  const { importedFiles } = preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
  return importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.')) return [];
    const path = join(file, '..', fileName);
    return [path, `${path}.ts`, join(path, 'index.ts')].find((candidate) => sources.has(candidate)) ?? [];
  });
}

/** One circle, by the names of its files, if there is any. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, above: readonly string[]): readonly string[] | undefined => {
    if (above.includes(file)) return [...above.slice(above.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file)!) {
      const circle = visit(next, [...above, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  return [...graph.keys()].reduce<readonly string[] | undefined>((found, file) => found ?? visit(file, []), undefined);
}

test('no imports of lib and jobs go in a circle', () => {
  const graph = new Map([...sources].map((file) => [file, importsOf(file)]));
  expect(graph.get('lib/kafka/index.ts')!.length).toBeGreaterThan(10);
  expect(circleIn(graph)).toBeUndefined();
});

test('a circle is found', () => {
  const graph = { a: ['b', 'c'], b: [], c: ['d'], d: ['b', 'c'] };
  expect(circleIn(new Map(Object.entries(graph)))).toEqual(['c', 'd', 'c']);
});
