import type { WayIn } from '../../local';

const text = (value: string): string => JSON.stringify(value);
const read = (file: string): string => `readFileSync(${text(file)}, 'utf8')`;

/** The options of kafkajs, and of this package's own clients, which take the same. */
export function kafkajsCode({ brokers, secured }: WayIn): string {
  const { ca, login } = secured ?? {};
  const keys = login?.by === 'certificate' ? `, cert: ${read(login.cert)}, key: ${read(login.key)}` : '';
  const lines = [
    ...(secured ? [`const { readFileSync } = require('node:fs');`] : []),
    'module.exports = {',
    `  brokers: [${brokers.map(text).join(', ')}],`,
    ...(ca === undefined ? [] : [`  ssl: { ca: ${read(ca)}${keys} },`]),
    ...(login?.by === 'password'
      ? [
          `  sasl: { mechanism: 'scram-sha-512', username: ${text(login.user)}, password: ${read(login.file)}.trimEnd() },`,
        ]
      : []),
    '};',
  ];
  return `${lines.join('\n')}\n`;
}
