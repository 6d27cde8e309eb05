import type { Cluster } from '../cluster';
import { tellDamage, type Target } from '../target';
import { localAccess } from './access';
import { compare } from './compare';
import { damageIn } from './damage-in';
import { demonstrate } from './demonstrate';
import { down } from './down';
import { localRun } from './local-run';
import { loggedServers, serverLog } from './logs/logs';
import { restart } from './restart';
import { localState } from './state';
import { upWithTopics } from './up-with-topics';

export interface LocalTargetOptions {
  /** Holds a folder for each cluster. */
  readonly folder: string;
  /** The cluster as `up` would start it by now, where it runs as it was described before. @default - as it runs */
  readonly toStart?: () => Cluster;
}

/** A cluster as processes on this machine. */
export function localTarget(cluster: Cluster, { folder, toStart = () => cluster }: LocalTargetOptions): Target {
  const presence = () => localRun(cluster, folder);
  return {
    name: 'local',
    cluster,
    where: `in ${folder}`,
    keepsData: true,
    produceInside: undefined,
    access: () => localAccess(cluster, folder),
    presence: () => Promise.resolve(presence()),
    async up(work) {
      const { servers, damage } = await upWithTopics(cluster, { folder, ...work });
      const running = servers.filter(({ outcome }) => outcome === 'already running').map(({ name }) => name);
      return { already: running.length > 0 ? `already running: ${running.join(', ')}` : undefined, damage };
    },
    compare: (signal) => compare(cluster, folder, signal),
    demonstrate: (work) => demonstrate(cluster, localAccess(cluster, folder), work),
    async down({ deleteData, report }) {
      if (presence() === undefined) return 'not there';
      await down(cluster, { folder, deleteData, report });
      return presence() === 'stopped' ? 'kept' : 'removed';
    },
    async restart(server, work) {
      const cluster = toStart();
      const result = await restart(cluster, server, { folder, ...work });
      return tellDamage(damageIn(cluster, result), work.report);
    },
    state: (signal) => localState(cluster, folder, signal, toStart),
    logs(options) {
      const within = { folder, ...options };
      return Promise.resolve({
        servers: loggedServers(cluster, within),
        linesOf: (server) => serverLog(cluster, server, within),
      });
    },
  };
}
