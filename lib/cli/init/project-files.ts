import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot, version } from '../../package';
import { packageSpec } from './package-spec';

const TEMPLATE = join(packageRoot, 'templates/project');
const TEMPLATE_NAME = 'my-kafka';
/** Under its own name it would already mean something here. */
const NAMES: Readonly<Record<string, string>> = {
  _gitignore: '.gitignore',
  '_package.json': 'package.json',
  '_tsconfig.json': 'tsconfig.json',
};

/** The files of a new project by their paths: those of the template, under its name and with the versions that this package is tested with. */
export function projectFiles(name: string, folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(TEMPLATE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(TEMPLATE.length + 1))
    .sort();
  return new Map(
    paths.map((path) => {
      const text = readFileSync(join(TEMPLATE, path), 'utf8').replaceAll('\r\n', '\n').replaceAll(TEMPLATE_NAME, name);
      return [NAMES[path] ?? path, path === '_package.json' ? withVersions(text, folder) : text];
    }),
  );
}

interface Package {
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** In the template each version is `*`. */
function withVersions(text: string, folder: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as Package;
  return text.replaceAll(/"([^"]+)": "\*"/g, (_, name: string) => {
    const spec = name === 'kafka-streaming' ? packageSpec(packageRoot, version, folder) : devDependencies[name]!;
    return `${JSON.stringify(name)}: ${JSON.stringify(spec)}`;
  });
}

/** kind calls its nodes by the name and `-control-plane`, and labels are made of that: 63 characters. */
const MAX_NAME = 49;

/** A cluster's name out of a folder's. */
export function clusterNameOf(folderName: string): string {
  const name = folderName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return name.slice(0, MAX_NAME).replaceAll(/^-+|-+$/g, '') || TEMPLATE_NAME;
}
