import { ApiObject, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';

/** A typed class of cdk8s-plus: `KubeService`, say. */
export interface TypedKind<Props> {
  manifest(props: Props): unknown;
}

/**
 * An object that is typed where it is described and plain where it is patched. The typed classes drop, without a word, what a patch
 * spells as Kubernetes does (`clusterIP`) or what is younger than they are (cdk8s#1184): `addJsonPatch` of this one takes both.
 */
export const apiObject = <Props>(scope: Construct, id: string, kind: TypedKind<Props>, props: Props): ApiObject =>
  new ApiObject(scope, id, kind.manifest(props) as ApiObjectProps);
