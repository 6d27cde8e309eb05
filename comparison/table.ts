import type { Record } from './record';
import { situations } from './situations';

/** What was found, headings first: a row a situation that was tried, a column a client. */
export function tableOf({ clients, results }: Record): readonly (readonly string[])[] {
  const tried = situations.filter(({ name }) => results.some(({ situation }) => situation === name));
  const rows = tried.map(({ name, what }) => [
    what,
    ...clients.map((client) => cell(results.filter((one) => one.situation === name && one.client === client.name))),
  ]);
  return [['', ...clients.map(({ name, version }) => (name === 'ours' ? name : `${name} ${version}`))], ...rows];
}

/** The worst of its runs is what one has to reckon with. */
function cell(runs: Record['results']): string {
  const bad = runs.filter(({ isGood }) => !isGood);
  const worst = bad.at(-1) ?? runs.at(-1);
  if (!worst) return '-';
  const often = bad.length > 0 && bad.length < runs.length ? ` (${bad.length} of ${runs.length} runs)` : '';
  return `${worst.isGood ? 'yes' : 'NO'}${often}: ${worst.text}`;
}
