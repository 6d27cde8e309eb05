import { findRuntime } from '../lib/local/runtime';
import type { Command } from './measure';

// As bin/kafka-run-class.sh starts the tools.
const FLAGS = [
  '-Xmx512M',
  '-server',
  '-XX:+UseG1GC',
  '-XX:MaxGCPauseMillis=20',
  '-XX:InitiatingHeapOccupancyPercent=35',
  '-XX:+ExplicitGCInvokesConcurrent',
  '-Djava.awt.headless=true',
];

/** The command line of one of Kafka's own tools, by its class. */
export async function toolCommand(className: string, args: readonly string[]): Promise<Command> {
  const { java, classPath } = await findRuntime();
  return { file: java.command, args: [...FLAGS, '-cp', classPath, className, ...args] };
}
