import { command } from '../../package';
import type { Effect } from './effect';

const list = (parts: readonly string[]): string => parts.join(' and ').replace(/ and (?=.* and )/g, ', ');
const also = (text: string | undefined): string => (text === undefined ? '' : `; ${text}`);

/** What a change does, in words. @param described what the field is to become. @default - what is to be done is told by an example */
export function effectText(effect: Effect, described?: unknown): string {
  switch (effect.does) {
    case 'nothing':
      return 'no effect';
    case 'applied':
      return `at once, ${effect.how}`;
    case 'rolled':
      return `replaces the pods of ${list(effect.parts)}, one at a time${also(effect.also)}${also(effect.warns)}`;
    case 'restarted':
      return `by a restart of ${list(effect.parts)}, one server after another (\`${command('roll')}\`)${also(effect.also)}${also(effect.warns)}`;
    case 'stopped':
      return `from the next start of ${list(effect.parts)} on (\`${command('down')} && ${command('up')}\`)`;
    case 'elsewhere':
      return `another cluster: ${effect.where}; the first one stays`;
    case 'refused':
      return `refused${effect.unless === undefined ? '' : ` unless ${effect.unless}`}: ${effect.instead(described)}`;
  }
}
