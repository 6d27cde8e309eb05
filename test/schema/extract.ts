/**
 * Makes kubernetes-1.34.json out of Kubernetes' own description of its API, strict: what a kind does not define is refused.
 *
 *   go mod download k8s.io/kubernetes@v1.34.4
 *   node -r ./register.js test/schema/extract.ts "$(go env GOMODCACHE)/k8s.io/kubernetes@v1.34.4/api/openapi-spec/swagger.json"
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Schema = Readonly<Record<string, unknown>>;
const PREFIX = '#/definitions/';

const KINDS = [
  'core.v1.ConfigMap',
  'core.v1.Namespace',
  'core.v1.Service',
  'core.v1.ServiceAccount',
  'apps.v1.Deployment',
  'apps.v1.StatefulSet',
  'batch.v1.CronJob',
  'batch.v1.Job',
  'admissionregistration.v1.ValidatingAdmissionPolicy',
  'admissionregistration.v1.ValidatingAdmissionPolicyBinding',
  'networking.v1.NetworkPolicy',
  'policy.v1.PodDisruptionBudget',
].map((name) => `io.k8s.api.${name}`);

/** Two types are written in more than one way, which the API's description says in words only. */
const WIDENED: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'] },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['number', 'string'] },
};

const { definitions: all } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as {
  definitions: Record<string, Schema>;
};
const definitions: Record<string, unknown> = {};

/** Takes a definition and all that it refers to; an object of named properties has no others. */
function take(name: string): void {
  if (name in definitions) return;
  const schema = WIDENED[name] ?? all[name]!;
  definitions[name] = schema;
  definitions[name] = bare('properties' in schema ? { ...schema, additionalProperties: false } : schema);
}

/** Without what only people read. Inside `properties` the keys are names of fields, `description` perhaps among them. */
function bare(value: unknown, names = false): unknown {
  if (Array.isArray(value)) return value.map((element) => bare(element));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => names || !/^(description|format|x-kubernetes-(?!group-version-kind).*)$/.test(key))
      .map(([key, inner]) => {
        if (key === '$ref' && typeof inner === 'string') take(inner.slice(PREFIX.length));
        return [key, bare(inner, key === 'properties' && !names)];
      }),
  );
}

KINDS.forEach(take);
const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(__dirname, 'kubernetes-1.34.json'), `${JSON.stringify({ definitions: sorted })}\n`);
