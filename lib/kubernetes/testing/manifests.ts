import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { defineCluster, type Cluster, type ClusterDescription } from '../../cluster';
import { addCharts } from '../charts';
import type { Labels } from '../metadata';

/** The parts of an object in YAML that the tests look at. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly data?: Labels;
  readonly immutable?: boolean;
  readonly spec?: Spec;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

export interface Spec {
  readonly selector?: Labels | { readonly matchLabels: Labels };
  readonly template?: Template;
  readonly jobTemplate?: { readonly spec: { readonly template: Template } };
  readonly serviceName?: string;
  readonly replicas?: number;
  readonly type?: string;
  readonly ports?: readonly { port: number; targetPort: string; nodePort?: number }[];
  readonly volumeClaimTemplates?: readonly { metadata: { name: string }; spec: { storageClassName?: string } }[];
  readonly podSelector?: { readonly matchLabels: Labels };
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

export interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports: readonly { port: number }[];
}

export interface Peer {
  readonly podSelector: { readonly matchLabels: Labels };
}

export interface Template {
  readonly metadata: { readonly labels: Labels; readonly annotations?: Labels };
  readonly spec: {
    readonly serviceAccountName: string;
    readonly securityContext: unknown;
    readonly automountServiceAccountToken: boolean;
    readonly enableServiceLinks: boolean;
    readonly initContainers?: readonly Container[];
    readonly containers: readonly Container[];
    readonly volumes: readonly Volume[];
    readonly affinity?: unknown;
    readonly topologySpreadConstraints?: readonly { topologyKey: string }[];
  };
}

interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name: string };
  readonly projected?: { readonly sources: readonly { readonly configMap: { readonly name: string } }[] };
}

interface EnvironmentVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly configMapKeyRef?: { readonly name: string; readonly key: string } };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly env: readonly EnvironmentVariable[];
  readonly ports?: readonly { name: string; containerPort: number }[];
  readonly volumeMounts: readonly { name: string; mountPath: string }[];
  readonly securityContext: unknown;
  readonly resources: Readonly<Record<'requests' | 'limits', Labels>>;
  readonly startupProbe?: object;
  readonly readinessProbe?: object;
  readonly livenessProbe?: object;
}

/** All manifests as one text, the bytes that would be in dist. */
export function yamlOf(cluster: Cluster): string {
  const app = new App();
  addCharts(app, cluster);
  return app.synthYaml();
}

/** Of a description, or of a resolved cluster. */
export const manifestsOf = (of: ClusterDescription | Cluster): Manifest[] =>
  parseAllDocuments(yamlOf('description' in of ? of : defineCluster(of))).map(
    (document) => document.toJS() as Manifest,
  );

/** The object of that kind and name; a test that finds none fails. */
export function find(manifests: readonly Manifest[], kind: string, name: string): Manifest & { readonly spec: Spec } {
  const manifest = manifests.find((each) => each.kind === kind && each.metadata.name === name);
  if (!manifest) throw new Error(`there is no ${kind} ${name}`);
  return { ...manifest, spec: manifest.spec ?? {} };
}

/** What makes pods, with the template of those pods. */
export const workloads = (manifests: readonly Manifest[]): { manifest: Manifest; template: Template }[] =>
  manifests.flatMap((manifest) => {
    const template = manifest.spec?.template ?? manifest.spec?.jobTemplate?.spec.template;
    return template ? [{ manifest, template }] : [];
  });

/** The main one. */
export const containerOf = ({ spec }: Template): Container => spec.containers[0]!;

/** The files of all ConfigMaps that the pod mounts. */
export function filesOf(manifests: readonly Manifest[], { spec }: Template): Labels {
  const names = spec.volumes.flatMap(({ configMap, projected }) => [
    ...(configMap ? [configMap.name] : []),
    ...(projected?.sources.map((source) => source.configMap.name) ?? []),
  ]);
  return Object.assign({}, ...names.map((name) => find(manifests, 'ConfigMap', name).data)) as Labels;
}

/** The files of the pods of a StatefulSet. */
export const configOf = (manifests: readonly Manifest[], statefulSet: string): Labels =>
  filesOf(manifests, find(manifests, 'StatefulSet', statefulSet).spec.template!);

export const isSubset = (part: Labels, whole: Labels): boolean =>
  Object.entries(part).every(([name, value]) => whole[name] === value);
