import type { Endpoint } from './endpoint';

/** Those that hold the metadata come first: brokers need them to sign on and off. */
export const SERVER_ROLES = ['zookeeper', 'controller', 'broker'] as const;

export type Role = (typeof SERVER_ROLES)[number];

/** A broker, or a server that holds the metadata. */
export interface ClusterServer {
  readonly role: Role;
  /** `myid`, `broker.id` or `node.id`: from 1, of controllers from 101. */
  readonly id: number;
  /** Such as `broker-1`: its folder here, its pod in Kubernetes. */
  readonly name: string;
  /** Where clients find it in the local run. */
  readonly localPort: number;
  /** Its other ports of the local run, by what they are for. */
  readonly otherLocalPorts: Readonly<Record<string, number>>;
  /** The field of `hostPorts` that they are counted from. */
  readonly portsFrom: 'zookeeper' | 'brokers';
  /** Where clients outside Kubernetes reach it, if they do. */
  readonly external: Endpoint | undefined;
}

export interface ServerName {
  /** What stands before it, such as `data-` in the name of its claim. */
  readonly prefix: string;
  readonly role: Role;
  readonly id: number;
}

const NAME = new RegExp(`^(.*?)(${SERVER_ROLES.join('|')})-([1-9]\\d*)$`);

/** Which server a pod, a claim or a folder is of; undefined for what is of none. */
export function parseServerName(name: string): ServerName | undefined {
  const [, prefix, role, id] = NAME.exec(name) ?? [];
  return id === undefined ? undefined : { prefix: prefix!, role: role as Role, id: Number(id) };
}
