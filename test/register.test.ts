import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpile } from 'typescript';
import { run } from './support/run';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'register-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RESOURCES = `
const said: string[] = [];
const say = (line: string) => void said.push(line);
const make = (name: string, fails = false) => ({
  name,
  [Symbol.dispose](): void { say('end ' + name); if (fails) throw new Error('end of ' + name); },
});
const open = async (name: string, fails = false) => ({
  name,
  async [Symbol.asyncDispose](): Promise<void> {
    say('ending ' + name);
    await null;
    say('ended ' + name);
    if (fails) throw new Error('end of ' + name);
  },
});
const all = (error: any): string => error?.suppressed ? error.name + '(' + all(error.error) + ', ' + all(error.suppressed) + ')' : error.constructor.name;
`;

/** Bodies of an async function. */
const PROGRAMS = {
  'one, awaited': `await using a = await open('a'); say(a.name);`,
  'several, of both kinds, and null': `
    using a = make('a'), b = make([1, 2].map(String).join());
    await using c = await open('c');
    await using none = null, d = make('d');
    using undefinedOne = undefined;
    say(a.name + b.name + c.name + d.name + String(none) + String(undefinedOne));`,
  'a return, in a function and in an arrow': `
    const first = () => { using a = make('a'); return a.name; };
    function second() { say(third()); using b = make('b'); return third(); function third() { return b?.name ?? ''; } }
    say(first());
    try { say(second()); } catch (error) { say(all(error)); }`,
  'blocks in blocks, and in a template': `
    { using a = make('a'); { using b = make('b'); say(\`\${(() => { using c = make('c'); return c.name; })()}\`); } say('between'); }`,
  loops: `
    for (using a of [make('a'), make('b')]) { if (a.name === 'b') break; using inner = make('inner'); say(a.name); }
    for (await using a of [await open('c'), make('d')]) { say(a.name); continue; }
    for await (await using a of [open('e')]) { say(a.name); }`,
  'errors of the block and of the ends': `
    try { using a = make('a', true); await using b = await open('b', true); throw new RangeError('block'); } catch (error) { say(all(error)); }
    try { using a = make('a', true); using b = make('b', true); } catch (error) { say(all(error)); }`,
  'what cannot be disposed of': `
    try { using a = make('a'); using b = {} as any; say('not reached'); } catch (error) { say(all(error)); }
    try { using a = (await open('a')) as any; say('not reached'); } catch (error) { say(all(error)); }`,
  'using as a name': `const using = { of: 1 }; say(String(using.of)); const using2 = using
    say(String(using2 === using));`,
} as const;

const program = (body: string): string =>
  `${RESOURCES}\nasync function main() { ${body} }\nvoid main().then(() => console.log(said.join('\\n')));`;

test.each(Object.entries(PROGRAMS))('what uses resources runs as tsc has it: %s', async (name, body) => {
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, program(body));
  const asCompiled = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  writeFileSync(file.replace('.ts', '.js'), transpile(program(body), asCompiled));
  const compiled = await run(process.execPath, [file.replace('.ts', '.js')]);
  expect(compiled).toMatchObject({ exitCode: 0, stderr: '' });
  expect(compiled.stdout).not.toBe('');
  expect(await run(process.execPath, ['-r', './register.js', file])).toEqual(compiled);
});

test('a file may use resources itself, export what it likes, and its errors keep their lines', async () => {
  const file = join(folder, 'whole-file.ts');
  writeFileSync(
    file,
    `import { join } from 'node:path';
using a = { [Symbol.dispose]: () => console.log('end', join('x', 'y'), exports.two()) };
export const one: number = 1;
export function two(): number { return one + 1; }
console.log(new Error('here').stack!.split('\\n')[1]!.replace(/.*:(\\d+):\\d+.*/, '$1')); // line 5`,
  );
  const ended = await run(process.execPath, ['-r', './register.js', file]);
  expect(ended).toMatchObject({ exitCode: 0, stdout: '5\nend x/y 2\n', stderr: '' });
});

test('a loop that cannot be rewritten is refused with its file', async () => {
  const file = join(folder, 'loop.ts');
  writeFileSync(file, `for (using a of []) console.log(a);`);
  const { exitCode, stderr } = await run(process.execPath, ['-r', './register.js', file]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('loop.ts: using in the head of a loop needs for (using x of …) { … } on this Node.js');
});
