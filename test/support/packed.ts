import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dependencies, peerDependencies } from '../../package.json';
import { run, type Ended } from './run';

const root = join(__dirname, '../..');

/** The package as others install it, built anew, and projects that have it. */
export class Packed {
  readonly #folder = mkdtempSync(join(tmpdir(), 'kafka-streaming-packed-'));
  readonly tarball: string;

  constructor() {
    const args = ['pack', '--silent', '--pack-destination', this.#folder];
    const stdio = ['ignore', 'pipe', 'inherit'] as const;
    const name = execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: [...stdio] }).trim();
    this.tarball = join(this.#folder, name);
  }

  /** The paths of the files in it. */
  get files(): readonly string[] {
    const list = execFileSync('tar', ['-tzf', this.tarball], { encoding: 'utf8' });
    return list
      .trim()
      .split('\n')
      .map((path) => path.replace('package/', ''));
  }

  textOf(path: string): string {
    return execFileSync('tar', ['-xzOf', this.tarball, `package/${path}`], { encoding: 'utf8' });
  }

  /** A folder with these files, in which the package lies as npm would put it, beside what it needs. */
  project(name: string, files: Readonly<Record<string, string>>, ...others: readonly string[]): Project {
    const project = new Project(join(this.#folder, name));
    const modules = join(project.folder, 'node_modules');
    mkdirSync(join(modules, 'kafka-streaming'), { recursive: true });
    execFileSync('tar', ['-xzf', this.tarball, '-C', join(modules, 'kafka-streaming'), '--strip-components', '1']);
    for (const dependency of [...Object.keys(dependencies), ...Object.keys(peerDependencies), ...others]) {
      mkdirSync(dirname(join(modules, dependency)), { recursive: true });
      symlinkSync(join(root, 'node_modules', dependency), join(modules, dependency));
    }
    project.write(files);
    return project;
  }

  /** An empty folder. */
  folder(name: string): Project {
    return new Project(join(this.#folder, name));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, maxRetries: 3 });
  }
}

/** A user's folder. */
export class Project {
  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  run(file: string, ...args: readonly string[]): Promise<Ended> {
    return run(file, args, { cwd: this.folder, env: USERS, deadlineMs: 300_000 });
  }

  node(...args: readonly string[]): Promise<Ended> {
    return this.run(process.execPath, ...args);
  }

  /** The command, as its link in `node_modules/.bin` starts it. */
  command(...args: readonly string[]): Promise<Ended> {
    return this.node(join(this.folder, 'node_modules/kafka-streaming/build/cli/kafka-streaming.js'), ...args);
  }
}

/** Nothing of the npm that runs the tests, and of what this machine's user may have set. */
const USERS: NodeJS.ProcessEnv = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^npm_|^KAFKA_|^NODE_ENV$/.test(name))
    .map((name) => [name, undefined]),
);
