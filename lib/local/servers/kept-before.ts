import { existsSync, readFileSync } from 'node:fs';
import { KEEPING_PROPERTIES, type Facts } from '../../cluster';
import type { ServerFolder } from './server-folder';

/**
 * How long brokers keep messages by the properties that they were last started with: what was described since, and never ran, has
 * removed none. One entry a broker that was started.
 */
export const keptBefore = (brokers: readonly ServerFolder[]): readonly Facts[] =>
  brokers
    .filter(({ propertiesFile }) => existsSync(propertiesFile))
    .map(({ propertiesFile }) => ({ config: keepingProperties(readFileSync(propertiesFile, 'utf8')) }));

function keepingProperties(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n');
  return Object.fromEntries(
    KEEPING_PROPERTIES.flatMap((name) => {
      const line = lines.findLast((each) => each.startsWith(`${name}=`));
      return line === undefined ? [] : [[name, line.slice(name.length + 1)]];
    }),
  );
}

/** The same of what is described. */
export const keptNow = (config: Readonly<Record<string, string>>): Facts => ({
  config: Object.fromEntries(KEEPING_PROPERTIES.flatMap((name) => (name in config ? [[name, config[name]!]] : []))),
});
