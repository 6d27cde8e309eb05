import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Cluster, Topic } from '../cluster';
import { contentHash } from './content-hash';
import { failOn, jobPod } from './job-pod';
import { metadata } from './metadata';
import { isolate, toBrokers } from './network-policy';
import { serviceAccount } from './service-account';

const BAD_INPUT = 2;

/** What brokers know of a topic. */
const onBrokers = ({ name, partitions, replicationFactor, config }: Topic) => ({
  name,
  partitions,
  replicationFactor,
  config,
});

/** Creates the topics of the description, once for each set of them. */
export class TopicsJob extends Construct {
  constructor(scope: Construct, id: string, cluster: Cluster) {
    super(scope, id);
    const spec: k8s.JobSpec = {
      backoffLimit: 6,
      activeDeadlineSeconds: 1200,
      // Else the Jobs of former sets would stay for ever: nothing in dist names them any more. When the manifests are applied
      // again after this time the Job runs again, and finds every topic in place.
      ttlSecondsAfterFinished: 900,
      podFailurePolicy: failOn('In', [BAD_INPUT]),
      template: jobPod(cluster, 'topics', { TOPICS: JSON.stringify(cluster.topics.map(onBrokers)) }),
    };
    serviceAccount(this, cluster, 'topics');
    isolate(this, cluster, 'topics', { egress: toBrokers(cluster) });
    new k8s.KubeJob(this, 'job', {
      // A Job cannot be changed: other topics are another Job, and equal ones the same, which `kubectl apply` leaves alone.
      metadata: metadata(cluster, 'topics', `topics-${contentHash(spec).slice(0, 8)}`),
      spec,
    });
  }
}
