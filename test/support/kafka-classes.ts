import { join } from 'node:path';
import { provideJars } from '../../lib/local/distribution/provide-jars';
import { run } from './run';

interface Answer {
  readonly hex: string;
  readonly left: number;
  readonly fields: unknown;
  readonly key: number;
  readonly requestHeader: number;
  readonly responseHeader: number;
}

/** Kafka's own classes: all that a file's tests ask of them is asked in one JVM, before the first test. */
export class KafkaClasses {
  readonly #questions: object[] = [];
  #answers: readonly Answer[] = [];

  constructor() {
    beforeAll(async () => {
      const { classPath } = await provideJars();
      const program = join(__dirname, '../java/KafkaMessages.java');
      const input = this.#questions.map((question) => JSON.stringify(question)).join('\n');
      const { exitCode, stdout, stderr } = await run('java', ['-cp', classPath, program], { input });
      if (exitCode !== 0) throw new Error(stderr);
      const lines = stdout.trim().split('\n');
      this.#answers = lines.map((line) => JSON.parse(line) as Answer);
    });
  }

  /** To be called where tests are described. @returns what gives the answer, within a test */
  ask(question: object): () => Answer {
    const index = this.#questions.push(question) - 1;
    return () => this.#answers[index]!;
  }
}

export type { Answer };
