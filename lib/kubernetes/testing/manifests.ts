import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { defineCluster, type Cluster, type ClusterDescription } from '../../cluster';
import { KafkaChart } from '../kafka-chart';
import type { Labels } from '../metadata';

/** The parts of an object in YAML that the tests look at. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly data?: Labels;
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
  readonly volumeClaimTemplates?: readonly { metadata: { name: string } }[];
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
    readonly containers: readonly Container[];
    readonly volumes: readonly { name: string; configMap?: { name: string } }[];
    readonly affinity?: unknown;
    readonly topologySpreadConstraints?: readonly { topologyKey: string }[];
  };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly env: readonly { name: string; value?: string }[];
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
  new KafkaChart(app, 'kafka', cluster);
  return app.synthYaml();
}

export const manifestsOf = (description: ClusterDescription): Manifest[] =>
  parseAllDocuments(yamlOf(defineCluster(description))).map((document) => document.toJS() as Manifest);

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

export const containerOf = ({ spec }: Template): Container => {
  if (spec.containers.length !== 1) throw new Error('a pod here has one container');
  return spec.containers[0]!;
};

export const isSubset = (part: Labels, whole: Labels): boolean =>
  Object.entries(part).every(([name, value]) => whole[name] === value);
