import { SERVER_ROLES, type Facts, type Role } from '../../cluster';
import { DESCRIPTION_ANNOTATION } from '../../kubernetes/metadata';
import { classesOfClaims, claimsIn, isSameSize, shownByClaims } from './claims';
import { isStatefulSet, type LiveObject, type StatefulSet } from './live-object';
import { ROLE_FIELDS, roleOfField } from './role-fields';

/**
 * The facts of the description that is in force, or undefined where there is neither a StatefulSet of it nor a claim. What the
 * StatefulSets themselves show goes before what was noted on them, which somebody may have scaled or edited since; and
 * StatefulSets from before notes were taken have nothing else to show. Where one was deleted, the claims that have outlived it
 * tell what it was. `next` gives sizes their wording: Kubernetes writes 8192Mi as 8Gi.
 */
export function liveFacts(objects: readonly LiveObject[], next: Facts): Facts | undefined {
  const sets = objects.filter(isStatefulSet);
  const found = SERVER_ROLES.map((role) => ({ role, set: sets.find(({ metadata }) => metadata.name === role) }));
  if (found.every(({ set }) => set === undefined) && claimsIn(objects).length === 0) return undefined;
  const roles = found.flatMap(({ role, set }) => (set ? [role] : []));
  const className = next['storage.className'];
  const [other] = found
    .flatMap(({ role, set }) => (set ? classesOf(set) : classesOfClaims(objects, role, next)))
    .filter((live) => live !== className);
  const facts = [
    ...found.map(({ role, set }) => notedOn(role, set, roles)),
    ...found.map(({ role, set }) => (set ? shownBy(role, set, next) : shownByClaims(objects, role, next))),
    { 'storage.className': other === undefined ? className : other },
  ];
  return Object.assign({}, ...facts) as Facts;
}

function notedOn(role: Role, set: StatefulSet | undefined, roles: readonly Role[]): Facts {
  const note = set?.metadata.annotations?.[DESCRIPTION_ANNOTATION];
  try {
    const facts = note === undefined ? {} : (JSON.parse(note) as Facts);
    return Object.fromEntries(Object.entries(facts).filter(([field]) => roleOfField(field, roles) === role));
  } catch {
    return {};
  }
}

function shownBy(role: Role, { spec }: StatefulSet, next: Facts): Facts {
  const { count, image, size } = ROLE_FIELDS[role];
  const storage = spec.volumeClaimTemplates?.[0]?.spec.resources.requests.storage;
  const wanted = next[size];
  return {
    [count]: spec.replicas,
    [image]: spec.template.spec.containers[0]!.image,
    ...(storage === undefined ? {} : { [size]: isSameSize(storage, wanted) ? wanted : storage }),
  };
}

const classesOf = ({ spec }: StatefulSet): readonly (string | null)[] =>
  (spec.volumeClaimTemplates ?? []).map(({ spec: { storageClassName } }) => storageClassName ?? null);
