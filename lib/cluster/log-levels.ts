import type { LogLevels } from './jvm-description';

/** `properties` of log4j 1 with described levels: of two lines for one logger the last one counts. */
export function withLogLevels(properties: string, { root, ...loggers }: LogLevels = {}): string {
  const rooted =
    root === undefined
      ? properties
      : properties.replace(/^(log4j\.rootLogger)=\w+/m, (_, key: string) => `${key}=${root}`);
  const lines = Object.entries(loggers).map(([name, level]) => `log4j.logger.${name}=${level}\n`);
  return lines.length === 0 ? rooted : `${rooted}\n# As described.\n${lines.join('')}`;
}

/** The same of log4j 2, which has one logger of a name. */
export function withLog4j2Levels(properties: string, { root, ...loggers }: LogLevels = {}): string {
  const rooted =
    root === undefined
      ? properties
      : properties.replace(/^(rootLogger\.level)=\w+/m, (_, key: string) => `${key}=${root}`);
  const stock = rooted.replaceAll(/^logger\.(\w+)\.name=(.+)\nlogger\.\1\.level=.+\n/gm, (lines, _, name: string) =>
    name in loggers ? '' : lines,
  );
  const lines = Object.entries(loggers).map(
    ([name, level], index) => `logger.described${index}.name=${name}\nlogger.described${index}.level=${level}\n`,
  );
  return lines.length === 0 ? stock : `${stock}\n# As described.\n${lines.join('')}`;
}
