import type { Facts } from '../../cluster';
import { DESCRIPTION_ANNOTATION } from '../../kubernetes/metadata';
import { classesOfClaims, claimsIn, isSameSize, shownByClaims } from './claims';
import { isStatefulSet, type LiveObject, type StatefulSet } from './live-object';

/**
 * The facts of the description that is in force, or undefined where there is neither a StatefulSet of it nor a claim. What the
 * StatefulSets themselves show goes before what was noted on them, which somebody may have scaled or edited since; and
 * StatefulSets from before notes were taken have nothing else to show. Where one was deleted, the claims that have outlived it
 * tell what it was. `next` gives sizes their wording: Kubernetes writes 8192Mi as 8Gi.
 */
export function liveFacts(objects: readonly LiveObject[], next: Facts): Facts | undefined {
  const sets = objects.filter(isStatefulSet);
  const [brokers, zooKeeper] = ['broker', 'zookeeper'].map((name) =>
    sets.find(({ metadata }) => metadata.name === name),
  );
  if (!brokers && !zooKeeper && claimsIn(objects).length === 0) return undefined;
  const noted = [
    ...Object.entries(notedOn(brokers)).filter(([field]) => !isZooKeepers(field)),
    ...Object.entries(notedOn(zooKeeper)).filter(([field]) => isZooKeepers(field)),
  ];
  const className = next['storage.className'];
  const others = [
    ...(brokers ? classesOf(brokers) : classesOfClaims(objects, 'broker', next)),
    ...(zooKeeper ? classesOf(zooKeeper) : classesOfClaims(objects, 'zookeeper', next)),
  ].filter((live) => live !== className);
  return {
    ...Object.fromEntries(noted),
    ...(brokers ? shownByBrokers(brokers, next) : shownByClaims(objects, 'broker', next)),
    ...(zooKeeper ? shownByZooKeeper(zooKeeper, next) : shownByClaims(objects, 'zookeeper', next)),
    'storage.className': others.length > 0 ? others[0] : className,
  };
}

/** One of both may have been refused: each tells of its own fields what is in force. */
const isZooKeepers = (field: string): boolean => /zookeeper/i.test(field);

function notedOn(set: StatefulSet | undefined): Facts {
  const note = set?.metadata.annotations?.[DESCRIPTION_ANNOTATION];
  try {
    return note === undefined ? {} : (JSON.parse(note) as Facts);
  } catch {
    return {};
  }
}

const shownByBrokers = (set: StatefulSet, next: Facts): Facts => ({
  brokers: set.spec.replicas,
  'images.kafka': set.spec.template.spec.containers[0]!.image,
  ...sizeOf(set, 'storage.size', next),
});

const shownByZooKeeper = (set: StatefulSet, next: Facts): Facts => ({
  'zookeeper.replicas': set.spec.replicas,
  'images.zookeeper': set.spec.template.spec.containers[0]!.image,
  ...sizeOf(set, 'storage.zookeeperSize', next),
});

function sizeOf({ spec }: StatefulSet, field: 'storage.size' | 'storage.zookeeperSize', next: Facts): Facts {
  const claim = spec.volumeClaimTemplates?.[0]?.spec;
  if (!claim) return {};
  const { storage } = claim.resources.requests;
  const wanted = next[field];
  return { [field]: isSameSize(storage, wanted) ? wanted : storage };
}

const classesOf = ({ spec }: StatefulSet): readonly (string | null)[] =>
  (spec.volumeClaimTemplates ?? []).map(({ spec: { storageClassName } }) => storageClassName ?? null);
