import { k8s } from 'cdk8s-plus-27';
import type { Cluster } from '../cluster';
import { labels, type Component, type Labels } from './metadata';
import { objectName } from './names';

/** The uid of all three images. A number, since kubelet cannot tell whether a named user is root. */
const USER = 1000;

/** Pods of clients carry it, in any namespace: NetworkPolicies let exactly these reach the brokers from inside. */
export const clientLabels = ({ name }: Cluster): Labels => ({ [`${name}-client`]: 'true' });

export const CONTAINER_SECURITY: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
};

const OF_EVERY_CONTAINER = {
  // Images loaded into kind are nowhere to be pulled from.
  imagePullPolicy: 'IfNotPresent',
  securityContext: CONTAINER_SECURITY,
} as const;

export interface PodOptions {
  readonly container: Omit<k8s.Container, 'name' | 'securityContext'>;
  /** Of ours, before the others, one after the other. @default - none */
  readonly before?: readonly Omit<k8s.Container, 'securityContext'>[];
  /** Of ours, beside the main one: it goes on without them. @default - none */
  readonly beside?: readonly Omit<k8s.Container, 'securityContext'>[];
  readonly labels?: Labels;
  readonly spec?: Partial<k8s.PodSpec>;
}

/** A pod that holds to Pod Security `restricted`, writes to volumes only and knows nothing of the Kubernetes API. */
export const podTemplate = (cluster: Cluster, component: Component, options: PodOptions): k8s.PodTemplateSpec => ({
  metadata: {
    labels: { ...labels(cluster, component), ...options.labels },
    // Else kubectl remarks at each `logs` and `exec` that it had to choose.
    ...(options.beside && { annotations: { 'kubectl.kubernetes.io/default-container': component } }),
  },
  spec: {
    ...options.spec,
    serviceAccountName: objectName(cluster, component),
    automountServiceAccountToken: false,
    // A Service called kafka would set KAFKA_PORT and its like, which scripts of images take for configuration.
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      ...(cluster.securityContext === 'platform' ? {} : { runAsUser: USER, runAsGroup: USER, fsGroup: USER }),
      // Always, the default, walks through all log segments at each start.
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(options.before?.length && {
      initContainers: options.before.map((container) => ({
        ...container,
        ...OF_EVERY_CONTAINER,
        volumeMounts: withTmp(container),
      })),
    }),
    containers: [
      {
        ...options.container,
        name: component,
        ...OF_EVERY_CONTAINER,
        volumeMounts: withTmp(options.container),
      },
      ...(options.beside ?? []).map((container) => ({ ...container, ...OF_EVERY_CONTAINER })),
    ],
    volumes: [
      ...(options.spec?.volumes ?? []),
      { name: 'tmp', emptyDir: { sizeLimit: k8s.Quantity.fromString('64Mi') } },
    ],
  },
});

const withTmp = ({ volumeMounts = [] }: Pick<k8s.Container, 'volumeMounts'>): k8s.VolumeMount[] => [
  ...volumeMounts,
  { name: 'tmp', mountPath: '/tmp' },
];

/** An environment as Kubernetes wants it. */
export const environment = (values: Readonly<Record<string, string>>): k8s.EnvVar[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));
