import type { Size } from './units';

export interface StorageDescription {
  /** Volume of each broker. @default '8Gi' */
  readonly size?: Size;

  /** Volume of each ZooKeeper server. @default '1Gi' */
  readonly zookeeperSize?: Size;

  /** Volume of each of `controllers`. @default '1Gi' */
  readonly controllerSize?: Size;

  /** StorageClass of the claims; '' for volumes without a class, made by hand. @default - the default class of the Kubernetes cluster */
  readonly className?: string;

  /**
   * Whether the volumes outlive `kubectl delete -f dist`. ZooKeeper and brokers always share the answer: one without the
   * other cannot start. Fewer brokers leave the volumes of the others behind in any case.
   * @default true
   */
  readonly retained?: boolean;

  /**
   * For clusters to throw away: the data is on the node (emptyDir, at most `size`), and gone with the pod. A broker that is
   * replaced copies from the others; when the pods of ZooKeeper are replaced, all that was in the cluster is lost.
   * @default false - a claim for each pod
   */
  readonly ephemeral?: boolean;
}

export interface ContainerResources {
  /** CPU request: cores or millicores, as Kubernetes writes them. */
  readonly cpu?: string;

  /** CPU limit, for namespaces that demand one. @default - none: it would only throttle */
  readonly cpuLimit?: string;

  /** Memory request and limit. The heap is 40 % of it. */
  readonly memory?: Size;

  /** Request and limit of what a pod may write outside its volume: logs and /tmp. @default '256Mi' */
  readonly ephemeralStorage?: Size;

  /** Overrides the derived heap; at most 75 % of the memory. */
  readonly heap?: Size;
}

export interface ResourcesDescription {
  /** @default { cpu: '200m', memory: '640Mi' } */
  readonly broker?: ContainerResources;
  /** @default { cpu: '50m', memory: '256Mi' } */
  readonly zookeeper?: ContainerResources;
  /** Each of `controllers`. @default { cpu: '100m', memory: '384Mi' } */
  readonly controller?: ContainerResources;
  /** @default { cpu: '50m', memory: '512Mi' }, of the console `memory: '128Mi'` (no JVM, no heap) */
  readonly ui?: ContainerResources;
  /**
   * What tells, beside each broker, whether it is in sync (no JVM, no heap).
   * @default { cpu: '10m', memory: '96Mi', ephemeralStorage: '128Mi' }, with `cpuLimit: '100m'` where the broker has one
   */
  readonly readiness?: Omit<ContainerResources, 'heap'>;
  /** Produce, consume and topic jobs (no JVM, no heap). @default { cpu: '50m', memory: '128Mi' } */
  readonly jobs?: Omit<ContainerResources, 'heap'>;
}
