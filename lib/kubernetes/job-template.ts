import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { DEMONSTRATION_COUNT } from '../cluster';
import { failOn, jobPod } from './job-pod';
import type { ClusterProps } from './cluster-props';
import { labels, metadata } from './metadata';
import { toBrokers } from './network-policy';
import { environment } from './pod';
import { PodPolicies } from './pod-policies';
import { workload } from './workload';

const COULD_NOT_CONNECT = 3;

export interface JobTemplateProps extends ClusterProps {
  /** A program of the jobs image; the CronJob is called the same. */
  readonly program: 'produce' | 'consume';
}

/** A CronJob that never runs by itself: what `kubectl create job NAME --from=cronjob/produce` copies. */
export class JobTemplate extends Construct {
  readonly policies: PodPolicies;
  readonly cronJob: ApiObject;

  constructor(scope: Construct, id: string, { cluster, program: component }: JobTemplateProps) {
    super(scope, id);
    this.policies = new PodPolicies(this, 'policies', { cluster, component, traffic: { egress: toBrokers(cluster) } });
    this.cronJob = workload(
      this,
      'cron-job',
      k8s.KubeCronJob,
      {
        metadata: metadata(cluster, component),
        spec: {
          suspend: true,
          // The 31st of February, should anybody resume it.
          schedule: '0 0 31 2 *',
          startingDeadlineSeconds: 60,
          concurrencyPolicy: 'Forbid',
          // They count Jobs made by hand as well.
          successfulJobsHistoryLimit: 5,
          failedJobsHistoryLimit: 5,
          jobTemplate: {
            metadata: { labels: labels(cluster, component) },
            spec: {
              backoffLimit: 3,
              activeDeadlineSeconds: 3600,
              ttlSecondsAfterFinished: 86_400,
              // Who could not connect has sent nothing and may try again. Anything else would send a part twice, or fail again.
              podFailurePolicy: failOn('NotIn', [COULD_NOT_CONNECT]),
              template: jobPod(cluster, component, {
                env: environment({
                  TOPIC: cluster.topics[0]?.name ?? 'test',
                  MESSAGE_COUNT: `${DEMONSTRATION_COUNT}`,
                }),
              }),
            },
          },
        },
      },
      cluster.pods.jobs,
    );
  }
}
