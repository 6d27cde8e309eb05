import { contestants } from '../comparison/contestants';
import { kept } from '../comparison/record';
import { situations } from '../comparison/situations';
import { run } from './support/run';

test('the tables of docs are those of the data: npm run docs writes them', async () => {
  const args = ['-r', './register.js', 'scripts/docs.ts', '--check'];
  expect(await run(process.execPath, args)).toMatchObject({ exitCode: 0, stderr: '' });
}, 60_000);

test('what is kept is of all clients, in the versions that are compared: npm run compare -- --save', () => {
  const { clients, results } = kept();
  expect(clients).toEqual(contestants.map(({ name, version }) => ({ name, version })));
  const kinds = new Map(
    results.map((one) => [one.situation, results.filter(({ situation }) => situation === one.situation)]),
  );
  expect(kinds.size).toBeGreaterThan(0);
  expect(situations.map(({ name }) => name)).toEqual(expect.arrayContaining([...kinds.keys()]));
  for (const [situation, runs] of kinds)
    expect([situation, new Set(runs.map(({ client }) => client))]).toEqual([
      situation,
      new Set(contestants.map(({ name }) => name)),
    ]);
});
