import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSource, packageRoot } from '../package';

const NAMES = ['cluster.ts', 'cluster.js', 'cluster.mjs', 'cluster.cjs'];

/** Where a user describes clusters, and what is kept of them. */
export interface Project {
  readonly root: string;
  /** The file that describes them, whether it is there or not. */
  readonly description: string;
  /** Data and logs of local runs. */
  readonly localFolder: string;
  /** Manifests and the port-forward of each cluster on kind. */
  readonly kindFolder: string;
}

const projectIn = (root: string, name = NAMES[0]!): Project => ({
  root,
  description: join(root, name),
  localFolder: join(root, '.local'),
  kindFolder: join(root, 'build/kind'),
});

/** The project of the nearest description, in `folder` or above; without any, `folder` is one that still has none. */
export function projectOf(folder: string): Project {
  for (let root = folder; ; root = dirname(root)) {
    const name = NAMES.find((each) => existsSync(join(root, each)));
    if (name !== undefined) return projectIn(root, name);
    if (root === dirname(root)) return projectIn(folder);
  }
}

/** A checkout is its own project, from wherever its programs are started. */
export const project: Project = isSource ? projectIn(packageRoot) : projectOf(process.cwd());
