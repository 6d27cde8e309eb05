const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LEVELS)[number];

export interface LogEntry {
  readonly level: LogLevel;
  readonly message: string;
  readonly [field: string]: unknown;
}

export type Log = (entry: LogEntry) => void;

/** Writes entries of at least `least` to stderr: as JSON lines for a collector, or as text for a person. */
export function logger(least: LogLevel, format: 'json' | 'text'): Log {
  return (entry) => {
    if (LEVELS.indexOf(entry.level) < LEVELS.indexOf(least)) return;
    const { level, message, ...fields } = entry;
    const line =
      format === 'json'
        ? JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })
        : [message, ...Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`)].join(' ');
    process.stderr.write(`${line}\n`);
  };
}

/** People read text at a terminal; pods and pipes are read by machines. */
export const defaultFormat = (): 'json' | 'text' => (process.stderr.isTTY ? 'text' : 'json');
