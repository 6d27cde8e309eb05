import { isSize, parseServerName, toBytes, type Cluster, type Facts, type Role } from '../../cluster';
import { claimName, objectName } from '../../kubernetes/names';
import { isClaim, isPod, isStorageClass, plainlyNamed, type Claim, type LiveObject } from './live-object';
import { ROLE_FIELDS } from './role-fields';

/** The claims that pods of a cluster find and use by their names, such as `data-broker-1`, whoever made them. */
export const claimsIn = (objects: readonly LiveObject[]): readonly Claim[] =>
  objects.filter(isClaim).filter((claim) => partsOf(claim) !== undefined && !isLeaving(claim));

/**
 * What there is to say of those that somebody has deleted, by their names without a prefix: they are there for as long as a pod uses
 * them. Nothing of pods that are leaving too: who deletes a cluster that is not retained means both.
 */
export function deletedClaims(cluster: Cluster, found: readonly LiveObject[]): ReadonlyMap<string, string> {
  const objects = plainlyNamed(cluster, found);
  const staying = objects.filter((object) => isPod(object) && !isGoing(object)).map(({ metadata }) => metadata.name);
  return new Map(
    objects
      .filter(isClaim)
      .filter(isGoing)
      .flatMap(({ metadata, spec }) => {
        const pod = staying.find((name) => metadata.name === `data-${name}`);
        if (pod === undefined) return [];
        const kept = `kubectl patch pv ${spec.volumeName ?? 'NAME'} --patch '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}' keeps it`;
        const text = `claim ${claimName(cluster, pod)} is being deleted, and its volume goes as soon as pod ${objectName(cluster, pod)} ends: ${kept}`;
        return [[pod, text]];
      }),
  );
}

/** Those of the servers of one role. */
export const claimsOf = (objects: readonly LiveObject[], role: Role): readonly Claim[] =>
  claimsIn(objects).filter((claim) => partsOf(claim)!.role === role);

/** What the claims of a role tell of the description that they were made for. */
export function shownByClaims(objects: readonly LiveObject[], role: Role, next: Facts): Facts {
  const claims = claimsOf(objects, role);
  if (claims.length === 0) return {};
  const { count, size, firstId } = ROLE_FIELDS[role];
  const sizes = judged(objects, role, next).map(({ spec }) => spec.resources.requests.storage);
  const wanted = next[size];
  return {
    [count]: Math.max(...claims.map((claim) => partsOf(claim)!.ordinal)) - firstId + 1,
    [size]: sizes.find((live) => !isSameSize(live, wanted)) ?? wanted,
  };
}

/** The classes of the claims of a role; the default one is what it is where none is described. */
export function classesOfClaims(objects: readonly LiveObject[], role: Role, next: Facts): readonly (string | null)[] {
  const defaults = objects.filter(isStorageClass).filter(isDefault);
  const isUndescribed = (next['storage.className'] ?? null) === null;
  return judged(objects, role, next)
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
function judged(objects: readonly LiveObject[], role: Role, next: Facts): readonly Claim[] {
  const runsOn = objects.some((object) => isPod(object) && isOf(role, object) && !isGoing(object));
  const { count, firstId } = ROLE_FIELDS[role];
  const described = Number(next[count]);
  return runsOn ? [] : claimsOf(objects, role).filter((claim) => partsOf(claim)!.ordinal - firstId < described);
}

const isOf = (role: Role, { metadata }: LiveObject): boolean => {
  const named = parseServerName(metadata.name);
  return named?.prefix === '' && named.role === role;
};

function partsOf({ metadata }: Claim): { role: Role; ordinal: number } | undefined {
  const named = parseServerName(metadata.name);
  return named?.prefix === 'data-' ? { role: named.role, ordinal: named.id } : undefined;
}

/** Not retained, it goes with its StatefulSet, that owns it: sooner or later after that has gone. */
const isLeaving = (claim: Claim): boolean =>
  isGoing(claim) || (claim.metadata.ownerReferences ?? []).some(({ kind }) => kind === 'StatefulSet');

const isGoing = ({ metadata }: LiveObject): boolean => metadata.deletionTimestamp !== undefined;

const isDefault = ({ metadata: { annotations = {} } }: LiveObject): boolean =>
  annotations['storageclass.kubernetes.io/is-default-class'] === 'true';
