export { command } from './command';
export { isSource, packageRoot } from './root';
export { version } from './version';
