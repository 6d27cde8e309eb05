import { command } from '../package';
import type { Settings } from './parse-settings';
import { SPAN } from './setting';

export interface Usage {
  /** Such as `produce`. */
  readonly verb: string;
  readonly summary: string;
  /** Words after the command, e.g. `create|delete|list|describe`. */
  readonly operands?: string;
  /** What follows the verb; empty for nothing. */
  readonly examples?: readonly string[];
}

/** The page that `--help` prints. */
export function helpText({ verb, summary, operands, examples = [] }: Usage, settings: Settings): string {
  const rows = Object.values(settings).map(({ flag, env, metavar, help, defaultText }) => {
    const [long, letter] = flag ?? [];
    const left =
      long === undefined
        ? ''
        : `${letter === undefined ? '    ' : `-${letter}, `}--${long}${metavar === undefined ? '' : ` ${metavar}`}`;
    const notes = [...(defaultText ? [`default ${defaultText}`] : []), ...(env ? env.slice(0, 1) : [])];
    return [left, `${help}${notes.length > 0 ? ` [${notes.join('; ')}]` : ''}`] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    summary,
    '',
    `Usage: ${command(verb, `${operands === undefined ? '' : `${operands} `}[options]`)}`,
    '',
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    ...(Object.values(settings).some(({ flag, metavar }) => flag && metavar === SPAN)
      ? ['', `${SPAN} is a time span such as 250ms, 10s, 2m or 1h.`]
      : []),
    ...(examples.length > 0 ? ['', 'Examples:', ...examples.map((example) => `  ${command(verb, example)}`)] : []),
    '',
  ].join('\n');
}
