// What finds programs, and the time zone of the logs. Anything else of a shell may change what a JVM does: JAVA_TOOL_OPTIONS
// and its like, JMX ports, agents, CLASSPATH, LD_PRELOAD, MALLOC_ARENA_MAX.
const KEPT = ['PATH', 'HOME', 'JAVA_HOME', 'TZ'];

/** The environment of every JVM here: the same whoever starts it, and with a locale that can name every file. */
export const jvmEnvironment = (env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => KEPT.includes(name))),
  LC_ALL: 'C.UTF-8',
});
