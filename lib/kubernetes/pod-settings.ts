import type { Kubernetes, PodDescription } from '../cluster';
import { CONTAINER_SECURITY } from './pod';

/** A pod as Kubernetes spells it, as far as described settings touch it. */
export interface PodTemplate {
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: PodSpec;
}

interface PodSpec {
  readonly affinity?: object;
  readonly terminationGracePeriodSeconds?: number;
  readonly volumes: readonly object[];
  readonly initContainers?: readonly Container[];
  readonly containers: readonly [main: Container, ...beside: readonly object[]];
}

interface Container {
  readonly imagePullPolicy: string;
  readonly env?: readonly object[];
  readonly volumeMounts: readonly object[];
}

/** `template` with what is described of such pods: nothing of ours is taken away but by a field that says so. */
export function withSettings(template: PodTemplate, pod: PodDescription): object {
  const { metadata, spec } = template;
  const { annotations, labels, affinity, sidecars, initContainers, terminationGracePeriodSeconds } = pod;
  const [main, ...beside] = spec.containers;
  // Ours last: they use what the described ones prepare, and read what is mounted for the main one.
  const before = [
    ...(initContainers ?? []).map(restricted),
    ...(sidecars ?? []).map(sidecar),
    ...(spec.initContainers ?? []).map((container) => withOwn(container, pod)),
  ];
  return {
    ...template,
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...labels },
      ...withAnnotations(metadata.annotations, annotations),
    },
    spec: {
      ...spec,
      ...present({ nodeSelector: pod.nodeSelector, tolerations: pod.tolerations }),
      ...present({ priorityClassName: pod.priorityClassName, terminationGracePeriodSeconds }),
      ...(pod.imagePullSecrets && { imagePullSecrets: pod.imagePullSecrets.map((name) => ({ name })) }),
      ...(affinity && { affinity: { ...spec.affinity, ...affinity } }),
      ...(before.length > 0 && { initContainers: before }),
      containers: [withOwn(main, pod), ...beside],
      volumes: [...spec.volumes, ...(pod.volumes ?? [])],
    },
  };
}

const withAnnotations = (ours: object | undefined, described: object | undefined): object =>
  ours || described ? { annotations: { ...ours, ...described } } : {};

const withOwn = (container: Container, { env = {}, volumeMounts = [], imagePullPolicy }: PodDescription): object => ({
  ...container,
  ...present({ imagePullPolicy }),
  env: [
    ...(container.env ?? []),
    ...Object.entries(env).map(([name, from]) =>
      typeof from === 'string' ? { name, value: from } : { name, valueFrom: from },
    ),
  ],
  volumeMounts: [...container.volumeMounts, ...volumeMounts],
});

/** Bound to Pod Security `restricted`, as the main container is. */
const restricted = (container: Kubernetes<'Container'>): object => ({
  ...container,
  imagePullPolicy: container.imagePullPolicy ?? 'IfNotPresent',
  securityContext: { ...CONTAINER_SECURITY, ...container.securityContext },
});

/** An init container that goes on running: so it serves the main one from its first to its last moment. */
const sidecar = (container: Kubernetes<'Container'>): object => ({ ...restricted(container), restartPolicy: 'Always' });

const present = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
