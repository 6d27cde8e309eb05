import { ApiObject, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PodDescription } from '../cluster';
import type { TypedKind } from './api-object';
import { withSettings, type PodTemplate } from './pod-settings';

/** As much of a manifest as tells where its pods are described. */
interface Manifest {
  readonly spec: {
    readonly template?: PodTemplate;
    readonly volumeClaimTemplates?: readonly object[];
    readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
  };
}

/** What makes pods: typed as we describe it, and then with what is described of its pods, which may be younger than the types. */
export function workload<Props>(
  scope: Construct,
  id: string,
  kind: TypedKind<Props>,
  props: Props,
  pods: PodDescription,
): ApiObject {
  const manifest = kind.manifest(props) as Manifest;
  const { template, jobTemplate, volumeClaimTemplates } = manifest.spec;
  const spec = jobTemplate
    ? {
        jobTemplate: {
          ...jobTemplate,
          spec: { ...jobTemplate.spec, template: withSettings(jobTemplate.spec.template, pods) },
        },
      }
    : { template: withSettings(template!, pods) };
  return new ApiObject(scope, id, {
    ...manifest,
    spec: {
      ...manifest.spec,
      ...spec,
      ...(volumeClaimTemplates && { volumeClaimTemplates: volumeClaimTemplates.map(complete) }),
    },
  } as unknown as ApiObjectProps);
}

/** With what Kubernetes fills in, and the typed class cannot say: Argo CD and kubectl diff would see a change for ever (argo-cd#4126). */
const complete = (claim: object): object => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...claim });
