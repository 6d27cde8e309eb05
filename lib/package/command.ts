import { readFileSync } from 'node:fs';
import { isSource } from './root';

type Environment = Readonly<Record<string, string | undefined>>;

/** How a verb is typed, with what follows it: `npm run up -- --name x`, or `npx kafka-streaming up --name x`. */
export type Command = (verb: string, words?: string) => string;

/**
 * As the user typed the one that runs: in a checkout by the scripts of npm, elsewhere by the name of the command, or by scripts
 * that are short for it, as far as there are some.
 */
export function commandFor(env: Environment, inCheckout: boolean): Command {
  const scripts = inCheckout ? undefined : scriptsOf(env);
  return (verb, words = '') => {
    const isScript = inCheckout || scripts?.[verb]?.startsWith(`kafka-streaming ${verb}`);
    const typed = !isScript ? `npx kafka-streaming ${verb}` : verb === 'start' ? 'npm start' : `npm run ${verb}`;
    return words === '' ? typed : `${typed} ${isScript ? '-- ' : ''}${words}`;
  };
}

export const command: Command = commandFor(process.env, isSource);

/** Of the package whose script has started this; undefined where none has. `npx` counts as a script of that name. */
function scriptsOf({ npm_lifecycle_event, npm_lifecycle_script, npm_package_json }: Environment) {
  const isScript = npm_lifecycle_event !== 'npx' && npm_lifecycle_script?.startsWith('kafka-streaming ');
  if (!isScript || npm_package_json === undefined) return undefined;
  try {
    const { scripts } = JSON.parse(readFileSync(npm_package_json, 'utf8')) as { scripts?: Record<string, string> };
    return scripts;
  } catch {
    return undefined;
  }
}
