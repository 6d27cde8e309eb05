import { boolean, integer, ipAddress, list, parsed, string } from '../../cli-kit';
import { connection } from '../client/settings';

const HOST = /^[a-z\d]([-a-z\d]*[a-z\d])?(\.[a-z\d]([-a-z\d]*[a-z\d])?)*$/i;

function host(given: string): string {
  if (HOST.test(given)) return given;
  throw new Error('must be a list of host names, without a port');
}

export const settings = {
  ...connection,
  uiPort: integer({
    flag: ['ui-port'],
    env: ['CONSOLE_PORT'],
    metavar: 'PORT',
    min: 0,
    max: 65_535,
    default: 8080,
    help: 'port of the page on this machine; 0 for any that is free',
  }),
  listen: parsed({
    flag: ['listen'],
    env: ['CONSOLE_LISTEN'],
    metavar: 'ADDRESS',
    default: '127.0.0.1',
    help: 'address to listen on; by default nobody on another machine can reach it',
    parse: ipAddress,
  }),
  hosts: list({
    flag: ['host'],
    env: ['CONSOLE_HOSTS'],
    metavar: 'NAME,…',
    help: 'names by which browsers reach it through a proxy; others than these and localhost are refused',
    parse: host,
  }),
  passwordFile: string({
    flag: ['password-file'],
    env: ['CONSOLE_PASSWORD_FILE'],
    metavar: 'PATH',
    default: undefined,
    help: 'a file that holds the password that browsers ask for; it is read at each request; by default there is none',
  }),
  endsWith: string({
    flag: ['ends-with'],
    env: ['CONSOLE_ENDS_WITH'],
    metavar: 'PATH',
    default: undefined,
    help: 'end when this folder is gone; by default only Ctrl-C ends it',
  }),
  readOnly: boolean({ flag: ['read-only'], env: ['CONSOLE_READ_ONLY'], help: 'show everything, change nothing' }),
};
