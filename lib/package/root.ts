import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, from wherever in it this runs: as source, built, or bundled into the command. */
export const packageRoot: string = ((): string => {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) || folder === dirname(folder)) return folder;
  }
})();

/** Whether this runs as it is written, which needs `register.js` in each process. */
export const isSource: boolean = __filename.endsWith('.ts');
