import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { NODE_FLAGS } from '../../lib/console/node-flags';

const root = join(__dirname, '../..');

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: unknown;
}

interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The console as it runs beside a cluster, on a free port, and what asks it as a program would: with any headers. */
export class RunningConsole {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(brokers: readonly string[], ...flags: readonly string[]): Promise<RunningConsole> {
    const args = [
      ...NODE_FLAGS,
      '-r',
      './register.js',
      'lib/cli/console.ts',
      '-b',
      brokers.join(),
      '--ui-port',
      '0',
      ...flags,
    ];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const url of createInterface(child.stdout)) return new RunningConsole(child, url);
    throw new Error('the console ended before it had an address');
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get pid(): number {
    return this.process.pid!;
  }

  /** As Ctrl-C does. */
  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGINT');
    await ended;
  }

  ask(path: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<Answered> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const type =
      text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
    const options = { port: this.port, path, method, headers: { host: `localhost:${this.port}`, ...type, ...headers } };
    return new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', ...options }, (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = response.headers['content-type'] === 'application/json';
          const json: unknown = isJson ? JSON.parse(text) : undefined;
          resolve({ status: response.statusCode!, headers: response.headers, text, json });
        });
      });
      asked.on('error', reject);
      asked.end(text);
    });
  }

  post(path: string, body: unknown): Promise<Answered> {
    return this.ask(path, { method: 'POST', body });
  }

  /** The lines of an answer that ends by itself. */
  async lines(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { text } = await this.ask(path);
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** What is told of changes, until `signal` aborts. */
  async *events(signal: AbortSignal): AsyncGenerator<readonly [name: string, data: unknown]> {
    const response = await fetch(`http://127.0.0.1:${this.port}/api/events`, { signal });
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop()!;
      for (const event of events) {
        const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(event)!;
        yield [name!, JSON.parse(data!)];
      }
    }
  }
}
