import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Cluster } from '../cluster';
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
    if (!isSource && description.endsWith('.ts')) load(join(packageRoot, 'register.js'));
    return (load(description) as { readonly clusters: Clusters }).clusters;
  } catch (error) {
    throw faultOfDescription(error);
  }
}

const nowhere = (folder: string): string =>
  `there is no cluster.ts (or .js, .mjs) in ${folder} or above: go to where it is, or let ${command('init')} make a project`;
