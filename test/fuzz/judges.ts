import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { provideJars } from '../../lib/local/distribution/provide-jars';

/** Of whom to ask, and the texts to judge. */
export type Question = readonly ['properties' | 'broker' | 'topic' | 'zookeeper', ...string[]];

export interface Judges {
  /** `ok`, or what Kafka or ZooKeeper says against it. */
  readonly ask: (question: Question) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Kafka's and ZooKeeper's own classes, in one JVM for all questions. */
export async function openJudges(): Promise<Judges> {
  const { classPath } = await provideJars();
  // What the broker logs goes nowhere: log4j is not configured.
  const jvm = spawn(
    'java',
    ['-XX:TieredStopAtLevel=1', '-cp', classPath, join(__dirname, '../java/KafkaJudges.java')],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  const waiting: ((answer: string) => void)[] = [];
  createInterface(jvm.stdout).on('line', (line) => waiting.shift()?.(line));
  const ended = once(jvm, 'close');
  void ended.then(() => waiting.splice(0).forEach((answer) => answer('the judges have ended')));
  return {
    ask: ([kind, ...texts]) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        jvm.stdin.write(`${[kind, ...texts.map((text) => Buffer.from(text).toString('base64'))].join(' ')}\n`);
      }),
    close: async () => {
      jvm.stdin.end();
      await ended;
    },
  };
}
