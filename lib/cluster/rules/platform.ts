import type { Rule } from './rule';

/** Namespaces that are there in every Kubernetes cluster are not ours to label or to delete. */
export const createdNamespace: Rule = function* ({ createNamespace, namespace }) {
  if (!createNamespace) return;
  if (namespace === undefined) yield 'createNamespace needs a namespace, but none is described: describe it';
  else if (namespace === 'default' || namespace.startsWith('kube-')) {
    yield `createNamespace must be false for the namespace "${namespace}", which Kubernetes makes itself: leave it out`;
  }
};

/** An admission policy belongs to the whole Kubernetes cluster. */
export const guardedNamespace: Rule = function* ({ guard, namespace }) {
  if (guard && namespace === undefined) {
    yield 'guard needs a namespace, but none is described, and a policy for all of them would bind others: describe it, "default" too';
  }
};

/** Kubernetes refuses a limit below the request. */
export const cpuLimits: Rule = function* ({ resources }) {
  for (const [use, { cpu, cpuLimit }] of Object.entries(resources) as [string, { cpu: string; cpuLimit?: string }][]) {
    if (cpuLimit === undefined) continue;
    const limit = millicores(cpuLimit);
    if (limit === undefined) {
      yield `resources.${use}.cpuLimit must be cores or millicores, such as "0.5" or "250m", but "${cpuLimit}" was given`;
    } else if (limit < (millicores(cpu) ?? 0)) {
      yield `resources.${use}.cpuLimit must be at least the request of ${cpu}, but "${cpuLimit}" was given`;
    }
  }
};

function millicores(text: string): number | undefined {
  if (!/^(\d+m|\d+(\.\d{1,3})?)$/.test(text) || parseFloat(text) === 0) return undefined;
  return parseFloat(text) * (text.endsWith('m') ? 1 : 1000);
}
