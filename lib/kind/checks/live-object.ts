import type { Kubectl } from '../kubectl';
import type { Cluster } from '../../cluster';
import { plainName } from '../../kubernetes/names';

/** The parts of a live Kubernetes object that tell whose it is and what it was made from. */
export interface LiveObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly { readonly kind: string }[];
  };
}

interface ClaimSpec {
  readonly volumeName?: string;
  readonly resources: { readonly requests: { readonly storage: string } };
  readonly storageClassName?: string;
}

export interface StatefulSet extends LiveObject {
  readonly kind: 'StatefulSet';
  readonly spec: {
    readonly replicas: number;
    readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } };
    readonly volumeClaimTemplates?: readonly { readonly spec: ClaimSpec }[];
  };
}

export interface Claim extends LiveObject {
  readonly kind: 'PersistentVolumeClaim';
  readonly spec: ClaimSpec;
}

export interface Service extends LiveObject {
  readonly kind: 'Service';
  readonly spec: { readonly ports?: readonly { readonly nodePort?: number }[] };
}

/** What `kubectl get --output json` prints: nothing, an object, or a list. */
export function parseObjects(stdout: string): readonly LiveObject[] {
  if (stdout.trim() === '') return [];
  const found = JSON.parse(stdout) as LiveObject | { readonly items: readonly LiveObject[] };
  return 'items' in found ? found.items : [found];
}

/** The objects that are there, of kinds, names or files as `kubectl get` takes them. */
export const getObjects = async (kubectl: Kubectl, ...what: readonly string[]): Promise<readonly LiveObject[]> =>
  parseObjects((await kubectl('get', '--ignore-not-found', '--output', 'json', ...what)).stdout);

export const isStatefulSet = (object: LiveObject): object is StatefulSet => object.kind === 'StatefulSet';
export const isClaim = (object: LiveObject): object is Claim => object.kind === 'PersistentVolumeClaim';
export const isPod = (object: LiveObject): boolean => object.kind === 'Pod';
export const isStorageClass = (object: LiveObject): boolean => object.kind === 'StorageClass';
export const isService = (object: LiveObject): object is Service => object.kind === 'Service';

const INSTANCE = 'app.kubernetes.io/instance';
const PART_OF = 'app.kubernetes.io/part-of';

/** The name of the cluster that an object was made for; undefined for what is none of ours. */
export const clusterOf = (object: LiveObject): string | undefined => {
  const { labels = {} } = object.metadata;
  // Kubernetes gives claims the labels of their StatefulSet's selector only.
  return labels[PART_OF]?.startsWith('kafka-streaming') === true || isClaim(object) ? labels[INSTANCE] : undefined;
};

/** Those with names of `cluster`, as they would be without its prefix; what belongs to no namespace has none. */
export const plainlyNamed = (cluster: Cluster, objects: readonly LiveObject[]): readonly LiveObject[] =>
  objects.flatMap((object) => {
    const name = isStorageClass(object) ? object.metadata.name : plainName(cluster, object.metadata.name);
    return name === undefined ? [] : [{ ...object, metadata: { ...object.metadata, name } }];
  });
