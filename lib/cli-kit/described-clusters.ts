import { existsSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Cluster } from '../cluster';
import * as exported from '../exports/index';
import { command, isSource, packageRoot } from '../package';
import { DescriptionError, faultOfDescription, noDescription } from './description-fault';
import { project } from './project';

type Clusters = Readonly<Record<string, Cluster>>;

/**
 * The clusters that the user's cluster.ts exports.
 * @throws {DescriptionError} exit code 2: it is not there, or cannot be used
 */
export function describedClusters(): Clusters {
  const { root, description } = project;
  if (!existsSync(description)) throw new DescriptionError(isSource ? noDescription(description) : nowhere(root));
  const load = createRequire(__filename);
  try {
    // Node.js itself reads JavaScript, modules of either kind.
    if (!isSource) {
      if (description.endsWith('.ts')) load(join(packageRoot, 'register.js'));
      shareOwn(description);
    }
    return (load(description) as { readonly clusters: Clusters }).clusters;
  } catch (error) {
    throw faultOfDescription(error);
  }
}

/**
 * What the description imports by the name of this package is what runs here already, where both are of one installation: to load its
 * files one by one would take longer than all else.
 */
function shareOwn(description: string): void {
  const load = createRequire(description);
  const entry = join(packageRoot, 'build/exports/index.js');
  try {
    if (load.resolve('kafka-streaming') !== entry) return;
  } catch {
    // It does not import that, or will say so itself.
    return;
  }
  const module = new Module(entry);
  load.cache[entry] ??= Object.assign(module, { filename: entry, exports: { ...exported }, loaded: true });
}

const nowhere = (folder: string): string =>
  `there is no cluster.ts (or .js, .mjs) in ${folder} or above: go to where it is, or let ${command('init')} make a project`;
