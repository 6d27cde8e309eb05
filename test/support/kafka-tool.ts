import { findRuntime } from '../../lib/local/runtime';
import { run, type Running } from './run';

/** One of Kafka's own command line tools, by its class, as the scripts in bin/ run it. */
export async function runKafkaTool(
  className: string,
  args: readonly string[],
  input?: string,
): Promise<Awaited<Running>> {
  const { java, classPath } = await findRuntime();
  const flags = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx128m', '-cp', classPath];
  return run(java.command, [...flags, className, ...args], input === undefined ? {} : { input });
}
