import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

interface Lock {
  readonly packages?: Readonly<Record<string, { readonly resolved?: string; readonly link?: boolean }>>;
}

/**
 * How package.json of `folder` is to name this package: by its version; but where it was installed from a file or a folder, by that
 * again, as npm has it in the lockfile that it keeps beside what it installed.
 * @param root the folder of this package
 */
export function packageSpec(root: string, version: string, folder: string): string {
  const modules = dirname(root);
  const resolved = resolvedIn(join(modules, '.package-lock.json'));
  if (resolved?.startsWith('file:') !== true) return version;
  const source = resolve(dirname(modules), resolved.slice('file:'.length));
  return `file:${relative(folder, source).split(sep).join('/')}`;
}

function resolvedIn(lockfile: string): string | undefined {
  try {
    const { packages } = JSON.parse(readFileSync(lockfile, 'utf8')) as Lock;
    return packages?.['node_modules/kafka-streaming']?.resolved;
  } catch {
    return undefined;
  }
}
