import { defineCluster } from '../cluster';
import { alertRules } from './alerts';
import { dashboard } from './dashboard';
import exported from './testing/exported.json';

const cluster = defineCluster({ metrics: true });
const expressions = [
  ...alertRules(cluster).groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
  ...dashboard(cluster).panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
];

/** Everything in an expression that could be one, but what stands in quotes. */
const metricsIn = (expression: string): string[] => expression.replace(/"[^"]*"/g, '').match(/\b[a-z]\w*_\w+\b/g) ?? [];

test('alerts and dashboard ask for nothing that brokers, and what stands beside them, have not been seen to tell', () => {
  const asked = new Set(expressions.flatMap(metricsIn).filter((name) => name !== 'group_left'));
  expect(asked.size).toBeGreaterThan(15);
  expect([...asked].filter((name) => !exported.includes(name))).toEqual([]);
});

test('all of them are of this cluster alone', () => {
  for (const expression of expressions) {
    const asked = metricsIn(expression).filter((name) => name.startsWith('kafka_')).length;
    expect(expression.match(/\{cluster="kafka"\}/g)).toHaveLength(asked);
  }
});
