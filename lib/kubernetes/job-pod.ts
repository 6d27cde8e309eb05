import type { k8s } from 'cdk8s-plus-27';
import type { Cluster } from '../cluster';
import { bootstrapServers } from './addresses';
import type { Component } from './metadata';
import { clientLabel, environment, podTemplate } from './pod';
import { resourceRequirements } from './resources';

/** The pod of a program of the jobs image, named like its bundle. */
export const jobPod = (
  cluster: Cluster,
  component: Component,
  settings: Readonly<Record<string, string>>,
): k8s.PodTemplateSpec =>
  podTemplate(cluster, component, {
    labels: clientLabel(cluster),
    // Each try is a pod of its own, so that the log of a failed one can be read.
    spec: { restartPolicy: 'Never' },
    container: {
      image: cluster.images.jobs,
      command: ['node', `/app/${component}.js`],
      env: environment({ KAFKA_BROKERS: bootstrapServers(cluster), ...settings }),
      resources: resourceRequirements(cluster.resources.jobs),
    },
  });

/** Ends the Job at the first such exit code instead of trying again. */
export const failOn = (operator: 'In' | 'NotIn', values: number[]): k8s.PodFailurePolicy => ({
  // The typings ask for `onPodConditions` too, the API for one of both; an empty list would make each `kubectl apply` a change.
  rules: [{ action: 'FailJob', onExitCodes: { operator, values } } as k8s.PodFailurePolicyRule],
});
