import { format } from 'prettier';
import options from '../.prettierrc.json';
import type { Effect } from '../lib/cluster';
import { fields } from '../lib/cluster/changes/fields';

// Prints docs/changes.md; a test proves that it is current.

const INTRODUCTION = `# What a change of cluster.ts does to a cluster that runs

<!-- Printed by \`npm run docs\` from lib/cluster/changes/fields.ts, which the verbs act on: edit that. -->

Edit \`cluster.ts\`, then apply it: on this machine by \`npm run up\`, on kind by \`npm run up -- --on kind\`, elsewhere by
\`npx cdk8s synth && kubectl apply -f dist\`. **What is refused is refused by \`up\` before anything is touched**, on both targets. What
\`kubectl apply\` by hand does with the same edits, with and without a guard, is told below the table.
`;

const BY_HAND = `
## \`kubectl apply\` by hand

Kubernetes itself refuses what it cannot change (claims, selectors), object by object; the pods go on with the configuration that they
have. It knows nothing of Kafka: \`kubectl apply\` of fewer brokers takes their pods away, partitions and all that only they have go
offline, and come back with the old description, since volumes outlive scaling down. With \`guard: true\` (a ValidatingAdmissionPolicy:
whoever applies it needs the right to make cluster-wide objects) that is refused too, as is another cluster's \`apply\` into this one's namespace.
`;

const list = (parts: readonly string[]): string => parts.join(' and ').replace(/ and (?=.* and )/g, ', ');
const also = (text: string | undefined): string => (text === undefined ? '' : `; ${text}`);

function words(effect: Effect): string {
  switch (effect.does) {
    case 'nothing':
      return 'no effect';
    case 'applied':
      return `at once, ${effect.how}`;
    case 'rolled':
      return `replaces the pods of ${list(effect.parts)}, one at a time${also(effect.also)}`;
    case 'restarted':
      return `from the next start of ${list(effect.parts)} on (\`npm run down && npm run up\`)${also(effect.also)}`;
    case 'elsewhere':
      return `another cluster: ${effect.where}; the first one stays`;
    case 'refused':
      return `**refused**${effect.unless === undefined ? '' : ` unless ${effect.unless}`}: ${effect.instead}`;
  }
}

const rows = Object.entries(fields).flatMap(([path, { rows }]) =>
  rows.map(({ when, kubernetes, local }) => [
    `\`${path}\`${when === undefined ? '' : `, ${when}`}`,
    words(kubernetes),
    words(local),
  ]),
);
const table = [['field', 'on Kubernetes', 'on this machine'], ['---', '---', '---'], ...rows]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');
void format(`${INTRODUCTION}\n${table}\n${BY_HAND}`, { ...(options as object), parser: 'markdown' }).then((page) =>
  process.stdout.write(page),
);
