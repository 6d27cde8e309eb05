import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Topic } from '../cluster';
import { onlyInOwnNamespace } from './cluster-marker';
import { configMap } from './config-map';
import { contentHash } from './content-hash';
import { failOn, jobPod } from './job-pod';
import type { ClusterProps } from './cluster-props';
import { metadata } from './metadata';
import { toBrokers } from './network-policy';
import { environment } from './pod';
import { PodPolicies } from './pod-policies';
import { workload } from './workload';

const BAD_INPUT = 2;
const TOPICS_FOLDER = '/etc/kafka/topics';

/** `kubectl apply` writes each object into an annotation of its own too, with quotes escaped, and all those may have 256 KiB. */
const MAX_FILE_LENGTH = 100_000;

/**
 * A Job that deletes itself would be missing to Argo CD for ever, which would make it again and again: as a hook it runs once for
 * each sync, when the brokers are healthy. @see https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/
 */
const ARGO_CD = {
  'argocd.argoproj.io/hook': 'PostSync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
};

/** Creates the topics of the description, once for each set of them. */
export class TopicsJob extends Construct {
  /** The topics, as many to each as it can hold. Their names change with their content. */
  readonly config: readonly ApiObject[];
  readonly policies: PodPolicies;
  readonly job: ApiObject;

  constructor(scope: Construct, id: string, { cluster }: ClusterProps) {
    super(scope, id);
    this.config = topicFiles(cluster.topics).map((text, i) => {
      const file = `${i + 1}.json`;
      return configMap(this, cluster, 'topics', { [file]: text }, file);
    });
    const sources = this.config.map(({ name }) => ({ configMap: { name } }));
    const spec: k8s.JobSpec = {
      backoffLimit: 6,
      // Thousands of topics take minutes.
      activeDeadlineSeconds: 3600,
      // Else the Jobs of former sets would stay for ever: nothing in dist names them any more. When the manifests are applied
      // again after this time the Job runs again; before, kubectl apply takes it for done.
      ttlSecondsAfterFinished: 900,
      podFailurePolicy: failOn('In', [BAD_INPUT]),
      template: jobPod(cluster, 'topics', {
        // The brokers that answer may be those of the cluster whose namespace it is.
        env: [...environment({ TOPICS_FOLDER }), onlyInOwnNamespace(cluster)],
        volumes: [{ name: 'topics', projected: { sources } }],
        volumeMounts: [{ name: 'topics', mountPath: TOPICS_FOLDER, readOnly: true }],
      }),
    };
    // The settings of its pod are part of it.
    const content = Object.keys(cluster.pods.jobs).length === 0 ? spec : { spec, pod: cluster.pods.jobs };
    this.policies = new PodPolicies(this, 'policies', {
      cluster,
      component: 'topics',
      traffic: { egress: toBrokers(cluster) },
    });
    this.job = workload(
      this,
      'job',
      k8s.KubeJob,
      {
        // A Job cannot be changed: other topics are another Job, and equal ones the same, which `kubectl apply` leaves alone.
        metadata: {
          ...metadata(cluster, 'topics', `topics-${contentHash(content).slice(0, 8)}`),
          annotations: ARGO_CD,
        },
        spec,
      },
      cluster.pods.jobs,
    );
  }
}

/** JSON lists, one topic a line, each short enough for a ConfigMap. */
export function topicFiles(topics: readonly Topic[]): readonly string[] {
  const files: string[][] = [];
  let length = Infinity;
  for (const topic of topics) {
    const line = JSON.stringify(onBrokers(topic));
    length += line.length + 2;
    if (length > MAX_FILE_LENGTH) {
      files.push([]);
      length = line.length;
    }
    files.at(-1)!.push(line);
  }
  return files.map((lines) => `[\n${lines.join(',\n')}\n]\n`);
}

/** What brokers know of a topic. */
const onBrokers = ({ name, partitions, replicationFactor, isFactorDerived, config }: Topic) => ({
  name,
  partitions,
  replicationFactor,
  isFactorDerived,
  config,
});
