import { leftText, type Turns } from './left-text';

const commands = { up: 'UP', restart: (names: readonly string[]) => `RESTART ${names.join(' ')}` };

test.each([
  ['nothing was touched', { done: [], left: ['a', 'b'] }, undefined],
  [
    'the first was under way',
    { done: [], begun: 'a', left: ['b', 'c'] },
    'the restart of a had begun: UP starts it where it does not run; b, c left as they were: RESTART b c goes on',
  ],
  ['some were done', { done: ['a'], left: ['b'] }, 'b left as it was: RESTART b goes on'],
  [
    'the last was under way',
    { done: ['a'], begun: 'b', left: [] },
    'the restart of b had begun: UP starts it where it does not run',
  ],
  ['all were done', { done: ['a'], left: [] }, undefined],
] satisfies readonly [string, Turns, string | undefined][])('where %s', (_, turns, expected) => {
  expect(leftText(turns, commands)).toBe(expected);
});
