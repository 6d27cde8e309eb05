import type { ClusterDescription } from '../description';
import { resolve } from '../resolve';
import { rules } from './index';

const faultsOf = (description: ClusterDescription): string[] =>
  rules.flatMap((rule) => [...rule(resolve(description))]);
const password = { secret: 'console' };

test.each<ClusterDescription>([
  { ui: 'none' },
  { ui: 'console', resources: { ui: { memory: '96Mi' } } },
  { ui: 'console', jvm: { ui: [] }, console: { readOnly: true } },
  {
    ui: 'console',
    console: { hosts: ['kafka.example.com', 'kafka'], password: { secret: 'a.b', key: '.pass_word-1' } },
  },
])('%j is as it should be', (description) => expect(faultsOf(description)).toEqual([]));

test.each<readonly [ClusterDescription, string]>([
  [{ console: {} }, 'console is of ui: "console", but ui is "kafka-ui": leave it out, or describe ui: "console"'],
  [{ ui: 'none', jvm: { ui: ['-Xss1m'] } }, 'jvm.ui is of ui: "kafka-ui", but ui is "none"'],
  [
    { ui: 'console', resources: { ui: { heap: '96Mi' } } },
    'resources.ui.heap is of ui: "kafka-ui", but ui is "console"',
  ],
  [{ ui: 'console', resources: { ui: { memory: '64Mi' } } }, 'resources.ui.memory must be at least 96Mi, but 64Mi'],
  ...['Kafka.example.com', 'kafka:8080', 'https://kafka', '10.0.0.1', '-a', ''].map(
    (host) =>
      [
        { ui: 'console', console: { hosts: [host], password } },
        `console.hosts must be host names in lower case, without a port, but ${JSON.stringify(host)} was given`,
      ] as const,
  ),
  ...['', '..', 'a b', 'x/y'].map(
    (key) =>
      [
        { ui: 'console', console: { password: { secret: 'a', key } } },
        `console.password.key must consist of letters, digits, "-", "_" and ".", but ${JSON.stringify(key)} was given`,
      ] as const,
  ),
])('%j is refused: %s', (description, fault) =>
  expect(faultsOf(description)).toEqual([expect.stringContaining(fault)]),
);
