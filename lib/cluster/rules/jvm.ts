import { shown } from '../shown';
import type { Rule } from './rule';

/** Start scripts split the flags at blanks and expand what a shell does, and Kubernetes expands `$(…)`. */
const FLAG = /^-[\w:.,=+/%@-]+$/;

/** What is set already, and by which field. */
const DERIVED: readonly (readonly [RegExp, string])[] = [
  [/^-(Xm[snx]|XX:(Max|Initial|Min)(Heap|RAM))/, 'describe resources.*.heap'],
  [/^-(cp$|classpath$|-class-path|jar$|Dlog4j\.configuration=|XX:[+-]ExitOnOutOfMemoryError$)/, 'leave it out'],
];

/** With these Java prints something or writes an archive, and ends. */
const ENDING =
  /^(--?(version|full-?version|help|help-extra|dry-run|list-modules|validate-modules)$|-[Xhdm]$|--(describe-module|module)(=|$)|-Xlog:help|-Xshare:dump$|-XX:\+DumpSharedSpaces$|-agentlib:jdwp=help$)/;

/** ZooKeeper's own default: with less it and the brokers refuse what they have stored themselves. */
const MIN_JUTE_MAXBUFFER = 0xfffff;

export const jvmFlags: Rule = function* ({ jvm }) {
  for (const [use, flags] of Object.entries(jvm)) {
    for (const [index, flag] of flags.entries()) {
      const what = `jvm.${use}[${index}]`;
      if (!FLAG.test(flag)) {
        yield `${what} must be one flag such as "-XX:+UseG1GC", without blanks, quotes and "$", but ${shown(flag)} was given`;
      }
      const cure = DERIVED.find(([pattern]) => pattern.test(flag))?.[1];
      if (cure !== undefined) yield `${what} is derived and cannot be set, but ${shown(flag)} was given: ${cure}`;
      if (ENDING.test(flag))
        yield `${what} must be a flag with which Java runs a server, but ${shown(flag)} was given, with which it ends at once: leave it out`;
      const buffer = /^-Djute\.maxbuffer=(.*)$/.exec(flag)?.[1];
      if (buffer !== undefined && !(Number(buffer) >= MIN_JUTE_MAXBUFFER))
        yield `${what} must be at least -Djute.maxbuffer=${MIN_JUTE_MAXBUFFER}, but ${shown(flag)} was given`;
    }
    const collectors = flags.filter((flag) => /^-XX:\+Use\w+GC$/.test(flag));
    if (new Set(collectors).size > 1)
      yield `jvm.${use} must name one collector, but ${collectors.join(', ')} were given`;
  }
};

const LOGGER = /^[a-z_$][\w$]*([.-][\w$]+)*$/i;

export const loggerNames: Rule = function* ({ logLevels }) {
  for (const [use, levels] of Object.entries(logLevels)) {
    for (const name of Object.keys(levels)) {
      if (!LOGGER.test(name))
        yield `a logger of logLevels.${use} must be the name of a class or package, or root, but ${shown(name)} was given`;
    }
  }
};
