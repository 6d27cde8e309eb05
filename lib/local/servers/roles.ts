import type { Role } from '../../cluster';
import { CONTROLLER } from '../kraft/controller-role';
import { ZOOKEEPER } from '../zookeeper/zookeeper-role';
import { BROKER } from './broker-role';
import type { ServerRole } from './server-role';

export const ROLES: Readonly<Record<Role, ServerRole>> = {
  zookeeper: ZOOKEEPER,
  controller: CONTROLLER,
  broker: BROKER,
};

/** Brokers come last, and leave first: they need those that hold the metadata to sign on and off. */
export const START_ORDER = Object.keys(ROLES) as Role[];

export const either = (texts: readonly string[]): string => `(?:${texts.join('|').replaceAll('.', '\\.')})`;

const roles = Object.values(ROLES);
const mainClasses = either(roles.map(({ mainClass }) => mainClass));
const propertiesFiles = either(roles.map(({ propertiesFile }) => propertiesFile));

/** The end of the command line of a server's JVM, in which the folder of the server is the first group. */
export const SERVER_COMMAND = new RegExp(`${mainClasses}[ \\0](.+)/${propertiesFiles}$`);
