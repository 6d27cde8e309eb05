import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether there is one here, such as of Debian's package prometheus. */
export const hasPrometheus = spawnSync('prometheus', ['--version']).error === undefined;

interface Alert {
  readonly state: 'pending' | 'firing';
  readonly labels: Readonly<Record<string, string>>;
}

/** A real one, which scrapes and evaluates rules each second. */
export class Prometheus {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    private readonly url: string,
  ) {}

  /** @param targets `host:port` of what is scraped @param rules as a rule file has them */
  static async start(port: number, targets: readonly string[], rules: object): Promise<Prometheus> {
    const folder = await mkdtemp(join(tmpdir(), 'prometheus-'));
    const config = {
      global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
      rule_files: ['rules.yml'],
      scrape_configs: [{ job_name: 'kafka', static_configs: [{ targets }] }],
    };
    await writeFile(join(folder, 'rules.yml'), JSON.stringify(rules));
    await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(config));
    const args = [`--config.file=prometheus.yml`, `--storage.tsdb.path=data`, `--web.listen-address=127.0.0.1:${port}`];
    const started = spawn('prometheus', args, { cwd: folder, stdio: 'ignore' });
    return new Prometheus(started, folder, `http://127.0.0.1:${port}`);
  }

  /** What an alert is at the moment; undefined before Prometheus answers, and of one that does not hold. */
  async stateOf(name: string): Promise<Alert['state'] | undefined> {
    try {
      const response = await fetch(`${this.url}/api/v1/alerts`);
      const { data } = (await response.json()) as { data: { alerts: Alert[] } };
      return data.alerts.find(({ labels }) => labels.alertname === name)?.state;
    } catch {
      return undefined;
    }
  }

  /** The sum over series that an expression gives now; undefined where there are none. */
  async sum(expression: string): Promise<number | undefined> {
    try {
      const response = await fetch(`${this.url}/api/v1/query?query=${encodeURIComponent(`sum(${expression})`)}`);
      const { data } = (await response.json()) as { data: { result: { value: [number, string] }[] } };
      return data.result[0] && Number(data.result[0].value[1]);
    } catch {
      return undefined;
    }
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true });
  }
}
