import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { someOf } from '../package/some-of';

const objectsIn = (construct: IConstruct): readonly ApiObject[] =>
  construct.node.findAll().filter((found) => ApiObject.isApiObject(found));

/** By what Kubernetes tells objects from one another. */
const identity = ({ apiVersion, kind, name, metadata, chart }: ApiObject): string =>
  [apiVersion.replace(/\/.*|^v1$/, ''), kind, metadata.namespace ?? chart.namespace ?? '', name].join('/');

/** Why `cluster` cannot stand in its app: other objects there are the same to Kubernetes, which would make one of the two. */
export function sameObjects(cluster: IConstruct): string[] {
  const own = new Set(objectsIn(cluster));
  const others = new Set(
    objectsIn(cluster.node.root)
      .filter((found) => !own.has(found))
      .map(identity),
  );
  const same = [...own].filter((object) => others.has(identity(object))).map(({ kind, name }) => `${kind} ${name}`);
  if (same.length === 0) return [];
  return [
    `${someOf(same)}: another object of this app has the same name in the same namespace: describe names: 'prefixed', or another namespace`,
  ];
}
