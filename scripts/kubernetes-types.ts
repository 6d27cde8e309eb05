import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import options from '../.prettierrc.json';
import schema from '../test/schema/kubernetes-1.34.json';

// Writes lib/cluster/pods/kubernetes-types.ts from Kubernetes' own description of its API; with --check only says whether it is
// current, by the exit code.

const FILE = join(__dirname, '../lib/cluster/pods/kubernetes-types.ts');
const CORE = 'io.k8s.api.core.v1.';

const ROOTS = ['Affinity', 'Container', 'EnvVarSource', 'Toleration', 'Volume', 'VolumeMount'];

/** Fields that are taken of types that have more: Pod Security `restricted` forbids the others, or they make no sense here. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  Container: [
    'args', 'command', 'env', 'envFrom', 'image', 'imagePullPolicy', 'lifecycle', 'livenessProbe', 'name', 'ports', 'readinessProbe',
    'resources', 'securityContext', 'startupProbe', 'volumeMounts', 'workingDir',
  ],
  ContainerPort: ['containerPort', 'name', 'protocol'],
  Lifecycle: ['postStart', 'preStop'],
  ObjectMeta: ['annotations', 'labels'],
  ResourceRequirements: ['limits', 'requests'],
  SecurityContext: ['readOnlyRootFilesystem', 'runAsGroup', 'runAsUser'],
  Volume: [
    'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'name', 'persistentVolumeClaim', 'projected', 'secret',
  ],
}; // prettier-ignore

const REQUIRED: Readonly<Record<string, readonly string[]>> = { Container: ['image'] };

/** The words that a text may be: the API's description has them in prose only. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'Container.imagePullPolicy': ['Always', 'IfNotPresent', 'Never'],
  'ContainerPort.protocol': ['TCP', 'UDP', 'SCTP'],
  'HTTPGetAction.scheme': ['HTTP', 'HTTPS'],
  'LabelSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  'NodeSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'],
  'Toleration.effect': ['NoExecute', 'NoSchedule', 'PreferNoSchedule'],
  'Toleration.operator': ['Equal', 'Exists'],
  'VolumeMount.mountPropagation': ['None', 'HostToContainer', 'Bidirectional'],
};

interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: Property;
  readonly additionalProperties?: Property;
}
interface Definition {
  readonly properties?: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
}
const definitions = schema.definitions as unknown as Readonly<Record<string, Definition>>;

const types = new Map<string, Readonly<Record<string, string>>>();

function take(path: string): string {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (name === 'Quantity' || name === 'IntOrString') return name;
  if (types.has(name)) return name;
  types.set(name, {});
  const { properties = {}, required = [] } = definitions[path]!;
  const taken = Object.entries(properties).filter(([field]) => TAKEN[name]?.includes(field) ?? true);
  const isRequired = (field: string): boolean => [...required, ...(REQUIRED[name] ?? [])].includes(field);
  types.set(
    name,
    Object.fromEntries(
      taken.map(([field, property]) => [
        field,
        `${isRequired(field) ? '!' : ''}${WORDS[`${name}.${field}`]?.join('|') ?? typeOf(property)}`,
      ]),
    ),
  );
  return name;
}

function typeOf({ type, $ref, items, additionalProperties }: Property): string {
  if ($ref !== undefined) return take($ref.slice('#/definitions/'.length));
  if (items) return `${typeOf(items)}[]`;
  return additionalProperties ? `{${typeOf(additionalProperties)}}` : type!;
}

async function main(): Promise<void> {
  ROOTS.forEach((root) => take(CORE + root));
  const sorted = Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = `// Written by scripts/kubernetes-types.ts from the API of Kubernetes 1.34; a test proves that it is current. A field that must be
// there has a "!", a list "[]", a map of names "{…}".
export const kubernetesTypes = ${JSON.stringify(sorted)} as const;`;
  const current = await format(text, { ...(options as object), parser: 'typescript' });
  if (!process.argv.includes('--check')) writeFileSync(FILE, current);
  else if (current !== readFileSync(FILE, 'utf8')) process.exitCode = 1;
}

void main();
