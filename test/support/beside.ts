import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { addressText, interBrokerListener, type Cluster } from '../../lib/cluster';
import { eventually } from './eventually';

/** What stands beside a broker in its pod, here beside one of this machine. */
export class Beside {
  /** What it has said since it was last cleared. */
  readonly said: string[] = [];
  readonly #process: ChildProcess;
  #url: string | undefined;

  constructor(
    cluster: Cluster,
    readonly id: number,
  ) {
    const address = addressText(interBrokerListener(cluster.brokers[id - 1]!).local.advertised);
    const args = ['jobs/readiness.ts', '--broker', `orders-broker-${id}`, '--address', address, '--port', '0'];
    const env = { ...process.env, CLUSTER_NAME: cluster.name };
    this.#process = spawn(process.execPath, ['-r', './register.js', ...args], {
      cwd: join(__dirname, '../..'),
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface(this.#process.stdout!).on('line', (line) => {
      if (this.#url === undefined) this.#url = line;
      else this.said.push(line);
    });
  }

  async ask(path = '/ready'): Promise<{ status: number; text: string }> {
    const response = await fetch(await this.url(path));
    return { status: response.status, text: await response.text() };
  }

  async url(path: string): Promise<string> {
    await eventually('it listens', () => this.#url !== undefined);
    return new URL(path, this.#url).href;
  }

  until(status: number, text: RegExp): Promise<void> {
    const isAnswered = async () => {
      const answer = await this.ask();
      return answer.status === status && text.test(answer.text);
    };
    return eventually(`${status} ${String(text)}`, isAnswered, 90_000, async () => (await this.ask()).text);
  }

  async stop(): Promise<number> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    const [exitCode] = (await ended) as [number];
    return exitCode;
  }
}
