import Ajv from 'ajv';
import schema from '../../../test/schema/kubernetes-1.34.json';
import type { Manifest } from './manifests';

interface Definition {
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true }).addSchema(schema, 'kubernetes');
const definitions = Object.entries(schema.definitions as Readonly<Record<string, Definition>>);

/** What Kubernetes 1.34 would not take of `manifest`: unknown fields, missing ones, wrong types. */
export function schemaFaults(manifest: Manifest): unknown[] {
  const { apiVersion, kind } = manifest;
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  // Of Prometheus Operator, whose CRDs test/local/operator-objects.test.ts compares with.
  if (group === 'monitoring.coreos.com') return [];
  const name = definitions.find(([, { 'x-kubernetes-group-version-kind': ids = [] }]) =>
    ids.some((id) => id.group === group && id.version === version && id.kind === kind),
  )?.[0];
  const validate = name === undefined ? undefined : ajv.getSchema(`kubernetes#/definitions/${name}`);
  if (!validate) return [`${apiVersion} ${kind} is not in the schema: add it to test/schema/extract.ts`];
  void validate(manifest);
  return validate.errors ?? [];
}
