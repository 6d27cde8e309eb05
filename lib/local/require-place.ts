import { inspect } from 'node:util';
import { LocalRunError } from './local-run-error';

/**
 * Callers in plain JavaScript have no types to stop them.
 * @throws {LocalRunError} `INVALID_OPTION` for options without a folder
 */
export function requirePlace(options: unknown): void {
  if (isObject(options) && 'folder' in options && isPath(options.folder)) return;
  throw invalid('options must be { folder: … }, which holds a folder for each cluster', options);
}

/** @throws {LocalRunError} `INVALID_OPTION` for what has no name */
export function requireNamed(cluster: unknown): void {
  if (isObject(cluster) && 'name' in cluster && isPath(cluster.name)) return;
  throw invalid('a cluster must be one that defineCluster has made, or { name: … }', cluster);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isPath = (value: unknown): boolean => typeof value === 'string' && value !== '';

const invalid = (what: string, given: unknown): LocalRunError =>
  new LocalRunError('INVALID_OPTION', `${what}, but ${inspect(given, { depth: 0 })} was given`);
