import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Text of a file that goes into a ConfigMap as it is. */
export const file = (name: string): string => readFileSync(join(__dirname, 'files', name), 'utf8');
