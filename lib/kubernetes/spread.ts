import type { k8s } from 'cdk8s-plus-27';
import type { Cluster } from '../cluster';
import { selector, type Component } from './metadata';

/** Keeps the pods of a component apart, so that a node or a zone takes only one with it. */
export function spread(
  cluster: Cluster,
  component: Component,
): Pick<k8s.PodSpec, 'affinity' | 'topologySpreadConstraints'> {
  const labelSelector = { matchLabels: selector(cluster, component) };
  return {
    affinity: {
      podAntiAffinity: {
        // Preferred: on the one node of a laptop all of them still run.
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { labelSelector, topologyKey: 'kubernetes.io/hostname' } },
        ],
      },
    },
    ...(cluster.zones.length === 0
      ? {}
      : {
          topologySpreadConstraints: [
            {
              labelSelector,
              topologyKey: 'topology.kubernetes.io/zone',
              maxSkew: 1,
              // The first placement is for ever, because the volume stays in its zone: better none than a wrong one.
              whenUnsatisfiable: 'DoNotSchedule',
            },
          ],
        }),
  };
}
