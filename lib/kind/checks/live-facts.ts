import { isSize, toBytes, type Facts, type FieldPath } from '../../cluster';
import { DESCRIPTION_ANNOTATION } from '../../kubernetes/metadata';
import { isStatefulSet, type LiveObject, type StatefulSet } from './live-object';

/**
 * The facts of the description that is in force, or undefined where there is no StatefulSet of it. What the StatefulSets
 * themselves show goes before what was noted on them, which somebody may have scaled or edited since; and StatefulSets from
 * before notes were taken have nothing else to show. `next` gives sizes their wording: Kubernetes writes 8192Mi as 8Gi.
 */
export function liveFacts(objects: readonly LiveObject[], next: Facts): Facts | undefined {
  const sets = objects.filter(isStatefulSet);
  const [brokers, zooKeeper] = ['broker', 'zookeeper'].map((name) =>
    sets.find(({ metadata }) => metadata.name === name),
  );
  if (!brokers && !zooKeeper) return undefined;
  const noted = [
    ...Object.entries(notedOn(brokers)).filter(([field]) => !isZooKeepers(field)),
    ...Object.entries(notedOn(zooKeeper)).filter(([field]) => isZooKeepers(field)),
  ];
  return {
    ...Object.fromEntries(noted),
    ...(brokers && shownByBrokers(brokers, next)),
    ...(zooKeeper && shownByZooKeeper(zooKeeper, next)),
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
  ...claimOf(set, 'storage.size', next),
});

const shownByZooKeeper = (set: StatefulSet, next: Facts): Facts => ({
  'zookeeper.replicas': set.spec.replicas,
  'images.zookeeper': set.spec.template.spec.containers[0]!.image,
  ...claimOf(set, 'storage.zookeeperSize', next),
});

function claimOf({ spec }: StatefulSet, field: FieldPath, next: Facts): Facts {
  const claim = spec.volumeClaimTemplates?.[0]?.spec;
  if (!claim) return {};
  const { storage } = claim.resources.requests;
  const wanted = next[field];
  return {
    [field]: isSameSize(storage, wanted) ? wanted : storage,
    'storage.className': claim.storageClassName ?? null,
  };
}

const isSameSize = (live: string, wanted: unknown): boolean =>
  typeof wanted === 'string' && isSize(live) && isSize(wanted) && toBytes(live) === toBytes(wanted);
