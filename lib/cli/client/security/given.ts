import { UsageError } from '../../../cli-kit';
import { isByFile, type Given, type Security } from './security';
import { SINGLE } from './settings';

/**
 * How to get in, as the settings say: by a file of properties, or each by itself. What is typed goes over variables.
 * @throws {UsageError} all that contradicts itself, is missing or cannot be read
 */
export async function givenSecurity(given: Given): Promise<Security> {
  const file = given.sources.commandConfig;
  const sources = SINGLE.flatMap((name) => given.sources[name] ?? []);
  const isTyped = sources.some(({ origin }) => origin === 'flag');
  if (file === undefined || !isByFile(given))
    return sources.length === 0 ? {} : (await import('./from-settings.ts')).fromSettings(given);
  if (sources.length > 0 && isTyped === (file.origin === 'flag')) {
    const names = sources.map(({ name }) => name).join(', ');
    throw new UsageError([`${file.name} says all of how to get in: leave out ${names}`]);
  }
  return (await import('./from-properties.ts')).fromProperties(given.values.commandConfig!, file.name);
}
