import { describedPods } from '../pods/described-pods';
import { isLabelValue, isQualifiedName, isSubdomain } from '../pods/syntax';
import { shown } from '../shown';
import type { Rule } from './rule';

const KEY = 'a name of letters, digits, "-", "_" and "." (at most 63), maybe after a domain and "/"';
const LABEL_VALUE = 'letters, digits, "-", "_" and "." (at most 63, a letter or digit at the ends)';

/** By these Kubernetes, or we, know the pods. */
const RESERVED_LABEL =
  /^(app\.kubernetes\.io|statefulset\.kubernetes\.io|apps\.kubernetes\.io|batch\.kubernetes\.io|topology\.kubernetes\.io)\/|^(controller-revision-hash|pod-template-hash|controller-uid|job-name)$/;

export const podLabels: Rule = function* (cluster) {
  for (const { path, pod } of describedPods(cluster)) {
    for (const field of ['labels', 'nodeSelector'] as const) {
      for (const [key, value] of Object.entries(pod[field] ?? {})) {
        if (!isQualifiedName(key)) yield `a key of ${path}.${field} must be ${KEY}, but ${shown(key)} was given`;
        if (!isLabelValue(value))
          yield `${path}.${field} ${shown(key)} must be ${LABEL_VALUE}, but ${shown(value)} was given`;
      }
    }
    for (const key of Object.keys(pod.labels ?? {})) {
      if (RESERVED_LABEL.test(key) || key === `${cluster.name}-client`) {
        yield `${path}.labels ${shown(key)} is derived, or Kubernetes' own: choose another name`;
      }
    }
  }
};

/** As much as Kubernetes takes of one object, less than half of it: `kubectl apply` writes the whole object into an annotation. */
const MAX_ANNOTATIONS = 100_000;

export const podAnnotations: Rule = function* (cluster) {
  for (const { path, pod } of describedPods(cluster)) yield* annotationFaults(`${path}.annotations`, pod.annotations);
};

export function* annotationFaults(path: string, annotations: Readonly<Record<string, string>> = {}): Iterable<string> {
  let length = 0;
  for (const [key, value] of Object.entries(annotations)) {
    length += key.length + Buffer.byteLength(value);
    if (!isQualifiedName(key)) yield `a key of ${path} must be ${KEY}, but ${shown(key)} was given`;
    if (key.startsWith('kafka-streaming/')) yield `${path} ${shown(key)} is derived: choose another name`;
  }
  if (length > MAX_ANNOTATIONS)
    yield `${path} must be at most ${MAX_ANNOTATIONS} bytes together, but ${length} were given`;
}

export const podReferences: Rule = function* (cluster) {
  for (const { path, pod } of describedPods(cluster)) {
    const { priorityClassName, imagePullSecrets = [] } = pod;
    const names = [
      ...(priorityClassName === undefined ? [] : [['priorityClassName', priorityClassName] as const]),
      ...imagePullSecrets.map((name, index) => [`imagePullSecrets[${index}]`, name] as const),
    ];
    for (const [field, name] of names) {
      if (!isSubdomain(name)) {
        yield `${path}.${field} must consist of lower-case letters, digits, "-" and ".", but ${shown(name)} was given`;
      }
    }
  }
};

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export const podTolerations: Rule = function* (cluster) {
  for (const { path, pod } of describedPods(cluster)) {
    for (const [index, toleration] of (pod.tolerations ?? []).entries()) {
      const what = `${path}.tolerations[${index}]`;
      const { key = '', operator = 'Equal', value = '', effect, tolerationSeconds } = toleration;
      if (key === '' && operator !== 'Exists')
        yield `${what} without a key must have operator "Exists", but ${shown(toleration)} was given`;
      if (key !== '' && !isQualifiedName(key)) yield `${what}.key must be ${KEY}, but ${shown(key)} was given`;
      if (operator === 'Exists' && value !== '')
        yield `${what} with operator "Exists" must have no value, but ${shown(value)} was given`;
      if (operator === 'Equal' && !isLabelValue(value))
        yield `${what}.value must be ${LABEL_VALUE}, but ${shown(value)} was given`;
      if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
        yield `${what}.tolerationSeconds needs effect "NoExecute", but ${shown(effect)} was given`;
      }
    }
  }
};

/** More than a day nobody waits; none at all is a kill. */
const MAX_GRACE_SECONDS = 86_400;

export const gracePeriods: Rule = function* (cluster) {
  for (const { path, pod } of describedPods(cluster)) {
    const { terminationGracePeriodSeconds: seconds } = pod;
    if (seconds !== undefined && (seconds < 1 || seconds > MAX_GRACE_SECONDS)) {
      yield `${path}.terminationGracePeriodSeconds must be 1 to ${MAX_GRACE_SECONDS}, but ${seconds} was given`;
    }
  }
};
