import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { workloads, type Manifest } from '../../lib/kubernetes/testing/manifests';
import type { Finding } from './finding';
import { schemaFolder } from './schema-folder';
import { goTool, ownGoTool, pythonTool } from './tools';

type Grader = (manifests: string) => readonly Omit<Finding, 'grader'>[];

/** @see https://github.com/zegl/kube-score */
const kubeScore: Grader = (manifests) => {
  const program = goTool('github.com/zegl/kube-score/cmd/kube-score', 'v1.20.0');
  // All files in one call: it judges a Service together with its pods.
  const objects = output(program, [
    ...['score', ...filesIn(manifests), '--output-format', 'json', '--kubernetes-version', 'v1.34'],
    ...['--enable-optional-test', 'container-seccomp-profile', '--enable-optional-test', 'container-ports-check'],
    // A CPU limit only throttles; `Always` would pull what kind was given by hand.
    ...['--ignore-container-cpu-limit', '--ignore-test', 'container-image-pull-policy'],
    '--disable-ignore-checks-annotations',
  ]) as ScoredObject[];
  return objects.flatMap(({ type_meta, object_meta, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < ALMOST_OK)
      .map(({ check }) => ({
        check: check.id,
        object: `${type_meta.kind}/${object_meta.name}`,
        message: check.comment,
      })),
  );
};
const ALMOST_OK = 7;
interface ScoredObject {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string };
  readonly checks: readonly {
    readonly check: { readonly id: string; readonly comment: string };
    readonly grade: number;
    readonly skipped: boolean;
  }[];
}

/** @see https://github.com/yannh/kubeconform */
const kubeconform: Grader = (manifests) => {
  const program = goTool('github.com/yannh/kubeconform/cmd/kubeconform', 'v0.8.0');
  const schemas = join(schemaFolder(), '{{.ResourceKind}}{{.KindSuffix}}.json');
  const args = ['-strict', '-output', 'json', '-schema-location', schemas, manifests];
  const { resources = [] } = output(program, args) as { resources?: Unfit[] };
  return resources.map(({ kind, name, msg, status }) => ({ check: status, object: `${kind}/${name}`, message: msg }));
};

interface Unfit {
  readonly kind: string;
  readonly name: string;
  readonly msg: string;
  readonly status: string;
}

/** @see https://www.checkov.io */
const checkov: Grader = (manifests) => {
  const program = pythonTool('checkov', '3.3.30');
  const { results } = output(program, [
    ...['--directory', manifests, '--framework', 'kubernetes', '--output', 'json', '--quiet', '--skip-download'],
    // CPU limits, `Always`, and a namespace in every object: that is for `kubectl` to say.
    ...['--skip-check', 'CKV_K8S_11,CKV_K8S_15,CKV_K8S_21'],
  ]) as { results: { failed_checks: FailedCheck[] } };
  return results.failed_checks.map(({ check_id, check_name, resource }) => {
    const [kind = '', , name = ''] = resource.split('.');
    return { check: check_id, object: `${kind}/${name}`, message: check_name };
  });
};
interface FailedCheck {
  readonly check_id: string;
  readonly check_name: string;
  readonly resource: string;
}

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
const podSecurity: Grader = (manifests) => {
  const program = ownGoTool(join(__dirname, 'pod-security'));
  const pods = filesIn(manifests)
    .flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Manifest))
    .flatMap((manifest) => workloads([manifest]))
    .map(({ manifest, template }) => ({ object: `${manifest.kind}/${manifest.metadata.name}`, template }));
  return output(program, [], JSON.stringify(pods)) as Omit<Finding, 'grader'>[];
};

export const graders: Readonly<Record<string, Grader>> = {
  'kube-score': kubeScore,
  kubeconform,
  checkov,
  'Pod Security restricted': podSecurity,
};

const filesIn = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name));

/** What a grader prints as JSON, whatever it ends with: an exit code is its verdict, and the verdict is ours. */
function output(program: string, args: readonly string[], input = ''): unknown {
  const { stdout, stderr, error } = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`${program} printed no JSON: ${error?.message ?? (stderr || stdout)}`);
  }
}
