import { isSize, toBytes, type Facts, type FieldPath } from '../../cluster';
import { isClaim, isPod, isStorageClass, type Claim, type LiveObject } from './live-object';

/** Whose pods claims are of, and which fields of the description they tell of. */
const COMPONENTS = {
  broker: { count: 'brokers', size: 'storage.size' },
  zookeeper: { count: 'zookeeper.replicas', size: 'storage.zookeeperSize' },
} as const satisfies Record<string, Readonly<Record<string, FieldPath>>>;

export type ClaimingComponent = keyof typeof COMPONENTS;

/** The claims that pods of a cluster find and use by their names, such as `data-broker-1`, whoever made them. */
export const claimsIn = (objects: readonly LiveObject[]): readonly Claim[] =>
  objects.filter(isClaim).filter((claim) => partsOf(claim) !== undefined && !isLeaving(claim));

/** Those of one component. */
export const claimsOf = (objects: readonly LiveObject[], component: ClaimingComponent): readonly Claim[] =>
  claimsIn(objects).filter((claim) => partsOf(claim)!.component === component);

/** What the claims of a component tell of the description that they were made for. */
export function shownByClaims(objects: readonly LiveObject[], component: ClaimingComponent, next: Facts): Facts {
  const claims = claimsOf(objects, component);
  if (claims.length === 0) return {};
  const { count, size } = COMPONENTS[component];
  const sizes = judged(objects, component, next).map(({ spec }) => spec.resources.requests.storage);
  const wanted = next[size];
  return {
    [count]: Math.max(...claims.map((claim) => partsOf(claim)!.ordinal)),
    [size]: sizes.find((live) => !isSameSize(live, wanted)) ?? wanted,
  };
}

/** The classes of the claims of a component; the default one is what it is where none is described. */
export function classesOfClaims(
  objects: readonly LiveObject[],
  component: ClaimingComponent,
  next: Facts,
): readonly (string | null)[] {
  const defaults = objects.filter(isStorageClass).filter(isDefault);
  const isUndescribed = (next['storage.className'] ?? null) === null;
  return judged(objects, component, next)
    .map(({ spec }) => spec.storageClassName ?? null)
    .map((live) => (isUndescribed && defaults.some(({ metadata }) => metadata.name === live) ? null : live));
}

/** Kubernetes writes 8192Mi as 8Gi. */
export const isSameSize = (live: string, wanted: unknown): boolean =>
  typeof wanted === 'string' && isSize(live) && isSize(wanted) && toBytes(live) === toBytes(wanted);

/**
 * The claims that must be as described: those that new pods will use. Others, of servers that left, keep their size; and who has
 * deleted a StatefulSet alone, so that its pods run on, as the steps for another size say, means claims made afterwards.
 */
function judged(objects: readonly LiveObject[], component: ClaimingComponent, next: Facts): readonly Claim[] {
  const runsOn = objects.some((object) => isPod(object) && isOf(component, object) && !isGoing(object));
  const described = Number(next[COMPONENTS[component].count]);
  return runsOn ? [] : claimsOf(objects, component).filter((claim) => partsOf(claim)!.ordinal <= described);
}

const isOf = (component: ClaimingComponent, { metadata }: LiveObject): boolean =>
  metadata.name.replace(/-\d+$/, '') === component;

function partsOf({ metadata }: Claim): { component: ClaimingComponent; ordinal: number } | undefined {
  const [, component, ordinal] = /^data-(broker|zookeeper)-([1-9]\d*)$/.exec(metadata.name) ?? [];
  return component === undefined ? undefined : { component: component as ClaimingComponent, ordinal: Number(ordinal) };
}

/** Not retained, it goes with its StatefulSet, that owns it: sooner or later after that has gone. */
const isLeaving = (claim: Claim): boolean =>
  isGoing(claim) || (claim.metadata.ownerReferences ?? []).some(({ kind }) => kind === 'StatefulSet');

const isGoing = ({ metadata }: LiveObject): boolean => metadata.deletionTimestamp !== undefined;

const isDefault = ({ metadata: { annotations = {} } }: LiveObject): boolean =>
  annotations['storageclass.kubernetes.io/is-default-class'] === 'true';
