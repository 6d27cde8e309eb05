import type { Kubernetes } from './kubernetes-values';

/**
 * What namespaces, nodes and platforms ask of pods, in Kubernetes' own spelling. All pods go on to hold to Pod Security
 * `restricted`. No meaning for the local run.
 */
export interface PodDescription {
  /** Labels that the node must have. @default - any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;

  /** Taints of nodes that do not keep the pods away. @default - none */
  readonly tolerations?: readonly Kubernetes<'Toleration'>[];

  /**
   * Where the pods like to be, or must. `podAntiAffinity` takes the place of the derived one, by which brokers, ZooKeeper
   * servers and controllers prefer nodes of their own. @default - the derived one
   */
  readonly affinity?: Kubernetes<'Affinity'>;

  /** A PriorityClass that is there: who goes first where there is no room. @default - the default of the Kubernetes cluster */
  readonly priorityClassName?: string;

  /** Of the pods, not of what makes them. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;

  /** Beside ours, on the pods. @default - none */
  readonly labels?: Readonly<Record<string, string>>;

  /** Variables of the main container: texts, or where to take them from. @default - ours alone */
  readonly env?: Readonly<Record<string, string | Kubernetes<'EnvVarSource'>>>;

  /** Beside ours (`config`, `data`, `tmp`, `topics`, `password`): each a name and one source. @default - none */
  readonly volumes?: readonly Kubernetes<'Volume'>[];

  /** Of `volumes`, in the main container, outside the folders of ours. @default - none */
  readonly volumeMounts?: readonly Kubernetes<'VolumeMount'>[];

  /** Containers that run to their end before the main one, one after another. @default - none */
  readonly initContainers?: readonly Kubernetes<'Container'>[];

  /**
   * Containers beside the main one: they start before it, after `initContainers`, and stop after it, and a Job does not wait for
   * them (Kubernetes 1.29 or later, KEP-753). They may mount our volumes too. What they connect to takes a NetworkPolicy of your own.
   * @default - none
   */
  readonly sidecars?: readonly Kubernetes<'Container'>[];

  /** Secrets for private registries, by name. @default - those of the namespace's own doing */
  readonly imagePullSecrets?: readonly string[];

  /** When kubelet pulls the main image. @default 'IfNotPresent' */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';

  /** Seconds from SIGTERM to SIGKILL. @default - 120 for brokers, 60 for ZooKeeper and controllers, else 30 */
  readonly terminationGracePeriodSeconds?: number;
}

/**
 * Lists and maps of one kind of pods are added to those of all, and what bears the same name there takes its place; any other
 * field takes the place of the one of all.
 */
export interface PodsDescription {
  /** @default - nothing */
  readonly all?: PodDescription;
  /** @default - nothing beside that of all */
  readonly broker?: PodDescription;
  /** @default - nothing beside that of all */
  readonly zookeeper?: PodDescription;
  /** Of `controllers`. @default - nothing beside that of all */
  readonly controller?: PodDescription;
  /** @default - nothing beside that of all */
  readonly ui?: PodDescription;
  /** Produce, consume and topic jobs. @default - nothing beside that of all */
  readonly jobs?: PodDescription;
}
