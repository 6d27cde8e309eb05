import type { k8s } from 'cdk8s-plus-27';
import type { Cluster } from '../cluster';
import { NODE_FLAGS } from '../console/node-flags';
import { ANY_ADDRESS, bootstrapServers, UI_PORTS } from './addresses';
import { clientLabels, environment, podTemplate } from './pod';
import { http, tcp } from './probes';
import { resourceRequirements } from './resources';
import { containerPorts } from './services';

/** Up even while no broker answers, when it is wanted most: it tries for a day. */
const DEADLINE_MS = 24 * 3_600_000;

const PASSWORD = { folder: '/etc/kafka/console', file: 'password' } as const;

/** Our console, a program of the image of the jobs. */
export function consolePod(cluster: Cluster): k8s.PodTemplateSpec {
  const { hosts, readOnly, password } = cluster.console;
  const items = password && [{ key: password.key, path: PASSWORD.file }];
  return podTemplate(cluster, 'kafka-ui', {
    labels: clientLabels(cluster),
    spec: password ? { volumes: [{ name: 'password', secret: { secretName: password.secret, items: items! } }] } : {},
    container: {
      image: cluster.images.jobs,
      command: ['node', ...NODE_FLAGS, '/app/console.js'],
      env: environment({
        KAFKA_BROKERS: bootstrapServers(cluster),
        // kubelet's probes come to the address of the pod.
        CONSOLE_LISTEN: ANY_ADDRESS,
        CONSOLE_PORT: String(UI_PORTS.http),
        DEADLINE_MS: String(DEADLINE_MS),
        ...(hosts.length > 0 && { CONSOLE_HOSTS: hosts.join() }),
        ...(password && { CONSOLE_PASSWORD_FILE: `${PASSWORD.folder}/${PASSWORD.file}` }),
        ...(readOnly && { CONSOLE_READ_ONLY: 'true' }),
      }),
      ports: containerPorts(UI_PORTS),
      resources: resourceRequirements(cluster.resources.ui),
      startupProbe: { ...tcp('http'), periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 30 },
      readinessProbe: { ...http('/health', 'http'), periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
      livenessProbe: { ...tcp('http'), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
      ...(password && { volumeMounts: [{ name: 'password', mountPath: PASSWORD.folder, readOnly: true }] }),
    },
  });
}
