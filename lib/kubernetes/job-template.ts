import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { DEMONSTRATION_COUNT, type Cluster } from '../cluster';
import { failOn, jobPod } from './job-pod';
import { labels, metadata } from './metadata';
import { isolate, toBrokers } from './network-policy';
import { environment } from './pod';
import { serviceAccount } from './service-account';

const COULD_NOT_CONNECT = 3;

/** A CronJob that never runs by itself: what `kubectl create job NAME --from=cronjob/produce` copies. */
export class JobTemplate extends Construct {
  constructor(scope: Construct, cluster: Cluster, component: 'produce' | 'consume') {
    super(scope, component);
    serviceAccount(this, cluster, component);
    isolate(this, cluster, component, { egress: toBrokers });
    new k8s.KubeCronJob(this, 'cron-job', {
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
    });
  }
}
