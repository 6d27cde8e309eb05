import type { k8s } from 'cdk8s-plus-27';
import type { Cluster } from '../cluster';
import { bootstrapServers } from './addresses';
import type { Component } from './metadata';
import { clientLabels, environment, podTemplate } from './pod';
import { resourceRequirements } from './resources';

export interface JobPodOptions {
  /** Besides the addresses of the brokers. */
  readonly env: readonly k8s.EnvVar[];
  readonly volumes?: k8s.Volume[];
  readonly volumeMounts?: k8s.VolumeMount[];
}

/** The pod of a program of the jobs image, named like its bundle. */
export const jobPod = (
  cluster: Cluster,
  component: Component,
  { env, volumes, volumeMounts }: JobPodOptions,
): k8s.PodTemplateSpec =>
  podTemplate(cluster, component, {
    labels: clientLabels(cluster),
    // Each try is a pod of its own, so that the log of a failed one can be read.
    spec: { restartPolicy: 'Never', ...(volumes && { volumes }) },
    container: {
      image: cluster.images.jobs,
      command: ['node', `/app/${component}.js`],
      env: [...environment({ KAFKA_BROKERS: bootstrapServers(cluster) }), ...env],
      resources: resourceRequirements(cluster.resources.jobs),
      ...(volumeMounts && { volumeMounts }),
    },
  });

/** Ends the Job at the first such exit code instead of trying again. */
export const failOn = (operator: 'In' | 'NotIn', values: number[]): k8s.PodFailurePolicy => ({
  // The typings ask for `onPodConditions` too, the API for one of both; an empty list would make each `kubectl apply` a change.
  rules: [{ action: 'FailJob', onExitCodes: { operator, values } } as k8s.PodFailurePolicyRule],
});
