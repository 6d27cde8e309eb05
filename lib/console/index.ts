export { ConsoleError, type ConsoleErrorCode } from './server/console-error';
export { startConsole, type ConsoleOptions, type StartedConsole } from './server/console';
