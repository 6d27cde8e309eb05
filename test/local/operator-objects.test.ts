import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { manifestsOf } from '../../lib/kubernetes/testing/manifests';

// Prometheus Operator's own definitions of its objects, from its Go module: nothing of them is kept here.

const MODULE = 'github.com/prometheus-operator/prometheus-operator@v0.85.0';

interface Definition {
  readonly spec: { readonly versions: readonly { name: string; schema: { openAPIV3Schema: object } }[] };
}

/** The folder of the module; undefined where there is no Go, or nothing can be fetched. */
function moduleFolder(): string | undefined {
  try {
    const answer = execFileSync('go', ['mod', 'download', '-json', MODULE], {
      cwd: '/',
      stdio: 'pipe',
      timeout: 120_000,
    });
    return (JSON.parse(answer.toString()) as { Dir: string }).Dir;
  } catch {
    return undefined;
  }
}

const folder = moduleFolder();
const judged = folder === undefined ? test.skip : test;
if (folder === undefined) console.warn(`${MODULE} cannot be fetched: objects of Prometheus Operator are not judged`);

/** Unknown fields are refused: Kubernetes would drop them, and they would do nothing. */
const strict = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(strict);
  // Go's regular expressions say that of themselves, JavaScript's do not; what we write is in small letters.
  if (typeof schema === 'string') return schema.replace('(?i)', '');
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, strict(value)]));
  return 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
};

function faultsOf(plural: string, object: object): unknown {
  const file = join(folder!, 'example/prometheus-operator-crd', `monitoring.coreos.com_${plural}.yaml`);
  const { spec } = parse(readFileSync(file, 'utf8')) as Definition;
  const { openAPIV3Schema } = spec.versions.find(({ name }) => name === 'v1')!.schema as {
    openAPIV3Schema: { properties: Record<string, object> };
  };
  const schema = strict({
    ...openAPIV3Schema,
    properties: { ...openAPIV3Schema.properties, metadata: true },
  }) as object;
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  return validate(object) ? [] : validate.errors;
}

const manifests = manifestsOf({
  metrics: {
    podMonitor: { labels: { release: 'monitoring' } },
    rules: { labels: { release: 'monitoring' }, maxLag: 5 },
  },
});
const found = (kind: string) => manifests.find((each) => each.kind === kind)!;

judged('Prometheus Operator takes the PodMonitor', () => {
  expect(faultsOf('podmonitors', found('PodMonitor'))).toEqual([]);
  const { spec } = found('PodMonitor');
  expect(faultsOf('podmonitors', { ...found('PodMonitor'), spec: { ...spec, selectors: {} } })).toHaveLength(1);
});

judged('and the PrometheusRule', () => {
  expect(faultsOf('prometheusrules', found('PrometheusRule'))).toEqual([]);
  expect(faultsOf('prometheusrules', { ...found('PrometheusRule'), spec: { groups: [{ rules: [] }] } })).toHaveLength(
    1,
  );
});
