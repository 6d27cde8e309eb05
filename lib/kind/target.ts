import { hostAddresses, type Cluster } from '../cluster';
import type { LogOptions, Target } from '../target';
import { compare } from './compare';
import { demonstrate } from './demonstrate';
import { down } from './down';
import { contextOf } from './kubectl';
import { findNodes } from './nodes';
import { podLog } from './pod-log';
import { restart } from './restart';
import { kindState } from './state';
import { status } from './status';
import { requireTools } from './tools';
import { openForward } from './ui-forward';
import { folderOf, up, type UpOptions } from './up';

export type KindTargetOptions = Pick<UpOptions, 'folder' | 'project' | 'explain'>;

/** A cluster in pods, on a kind cluster of its name. */
export const kindTarget = (cluster: Cluster, options: KindTargetOptions): Target => ({
  name: 'kind',
  cluster,
  where: 'on kind',
  keepsData: false,
  produceInside:
    cluster.reachable.from === 'inside'
      ? `kubectl --context ${contextOf(cluster)} create job more --from=cronjob/produce`
      : undefined,
  access: () => ({ brokers: hostAddresses(cluster) }),
  async presence(signal) {
    await requireTools(signal);
    const nodes = await findNodes(cluster, signal);
    if (nodes.length === 0) return undefined;
    return nodes.some(({ State }) => State.Running) ? 'running' : 'stopped';
  },
  async up(work) {
    const { changed, damage } = await up(cluster, { ...options, ...work });
    return {
      already: changed ? undefined : `nothing to change: kind cluster ${cluster.name} is as described`,
      damage,
    };
  },
  compare: (signal) => compare(cluster, signal),
  async demonstrate(work) {
    await demonstrate(cluster, work);
  },
  down: (work) => down(cluster, { folder: options.folder, ...work }),
  async restart(server, work) {
    await restart(cluster, server, work);
    return [];
  },
  async state(signal) {
    const ui = openForward(cluster, folderOf(cluster, options.folder));
    return { ...(await kindState(cluster, signal)), ...(ui !== undefined && { ui }) };
  },
  async logs({ signal, ...printed }) {
    const flags = flagsOf(printed);
    return {
      servers: (await status(cluster, signal)).map(({ name }) => name),
      linesOf: (pod) => podLog(cluster, pod, flags, signal),
    };
  },
});

const flagsOf = ({ follow, previous, tail }: Omit<LogOptions, 'signal'>): readonly string[] => [
  ...(follow ? ['--follow'] : []),
  ...(previous ? ['--previous'] : []),
  ...(tail === undefined ? [] : [`--tail=${tail}`]),
];
