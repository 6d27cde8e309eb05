import type { Cluster } from '../cluster';
import { partOf } from '../kubernetes/metadata';
import { KindError } from './kind-error';
import { run, type Output } from './run';

/** `kubectl` for one cluster: resolves with what it printed. */
export type Kubectl = (...args: readonly string[]) => Promise<Output>;

export const contextOf = ({ name }: Cluster): string => `kind-${name}`;

/** Never the user's current context, which may be anything. */
export const targetOf = (cluster: Cluster): readonly string[] => [
  '--context',
  contextOf(cluster),
  ...(cluster.namespace === undefined ? [] : ['--namespace', cluster.namespace]),
];

/** Leaves out what others have in the namespace, also a cluster of this name whose objects are called otherwise. */
export const selectorOf = (cluster: Cluster): readonly string[] => [
  '--selector',
  Object.entries({ 'app.kubernetes.io/instance': cluster.name, ...partOf(cluster) })
    .map((label) => label.join('='))
    .join(),
];

/** @throws {KindError} `COMMAND_FAILED`, `NO_CONTEXT` */
export const kubectlFor =
  (cluster: Cluster, signal?: AbortSignal): Kubectl =>
  async (...args) => {
    try {
      return await run('kubectl', [...targetOf(cluster), ...args], { signal });
    } catch (error) {
      if (error instanceof KindError && /context was not found|context .* does not exist/.test(error.message))
        throw noContext(cluster);
      throw error;
    }
  };

const noContext = (cluster: Cluster): KindError =>
  new KindError(
    'NO_CONTEXT',
    `kubectl knows no context ${contextOf(cluster)}, though the kind cluster is there: kind export kubeconfig --name ${cluster.name}`,
  );
