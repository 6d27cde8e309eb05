import { resolve } from 'node:path/posix';
import { describedPods, type DescribedPod } from '../pods/described-pods';
import type { Kubernetes } from '../pods/kubernetes-values';
import { RESERVED } from '../pods/reserved';
import type { PodKind } from '../pods/resolve-pods';
import { isDnsLabel, isVariableName } from '../pods/syntax';
import { shown } from '../shown';
import { imageFault } from './images';
import type { Rule } from './rule';

const DNS_LABEL = 'lower-case letters, digits and "-" (at most 63, no "-" at the ends)';

const reserved = (kinds: readonly PodKind[], what: keyof (typeof RESERVED)[PodKind]): readonly string[] => [
  ...new Set(kinds.flatMap((kind) => RESERVED[kind][what])),
];

export const podVariables: Rule = function* (cluster) {
  for (const { path, kinds, pod } of describedPods(cluster)) {
    for (const [name, value] of Object.entries(pod.env ?? {})) {
      const what = `${path}.env ${shown(name)}`;
      if (!isVariableName(name))
        yield `a name of ${path}.env must consist of letters, digits and "_", but ${shown(name)} was given`;
      else if (reserved(kinds, 'variables').includes(name)) yield `${what} is derived and cannot be set`;
      if (typeof value !== 'string') yield* sourceFaults(what, value);
    }
  }
};

/** Kubernetes takes a source with none of its fields, or with several, for none. */
function* sourceFaults(what: string, source: object): Iterable<string> {
  const count = Object.entries(source).filter(([field, one]) => field !== 'name' && one !== undefined).length;
  if (count !== 1) yield `${what} must have one source, but ${shown(source)} was given`;
}

export const podVolumes: Rule = function* (cluster) {
  for (const { path, kinds, pod } of describedPods(cluster)) {
    const volumes = pod.volumes ?? [];
    yield* nameFaults(`${path}.volumes`, volumes, reserved(kinds, 'volumes'));
    for (const [index, volume] of volumes.entries()) yield* sourceFaults(`${path}.volumes[${index}]`, volume);
  }
};

function* nameFaults(
  path: string,
  entries: readonly { readonly name: string }[],
  taken: readonly string[],
): Iterable<string> {
  for (const [index, { name }] of entries.entries()) {
    if (!isDnsLabel(name)) {
      yield `a name of ${path} must consist of ${DNS_LABEL}, but ${shown(name)} was given`;
    } else if (taken.includes(name)) {
      yield `a name of ${path} must not be one of ours (${taken.join(', ')}), but ${shown(name)} was given`;
    }
    if (entries.findIndex((other) => other.name === name) < index) {
      yield `names of ${path} must differ, but ${shown(name)} was given twice`;
    }
  }
}

/** Those of the main container; others see the volumes of ours too, and have no folders of ours. */
export const podMounts: Rule = function* (cluster) {
  for (const { path, kinds, pod } of describedPods(cluster)) {
    const own = volumesOf(cluster.description.pods?.all, pod);
    yield* mountFaults(`${path}.volumeMounts`, pod.volumeMounts, own, reserved(kinds, 'folders'));
    for (const { path: of, container } of containersOf({ path, kinds, pod })) {
      yield* mountFaults(`${of}.volumeMounts`, container.volumeMounts, [...own, ...shared(kinds)], []);
    }
  }
};

/** Not of every pod of their kind: of Jobs one alone has topics, and of UIs a console that asks for it a password. */
const OF_SOME: readonly string[] = ['topics', 'password'];

/** Of ours, those that every one of these pods has. */
const shared = (kinds: readonly PodKind[]): readonly string[] =>
  reserved(kinds, 'volumes').filter(
    (name) => !OF_SOME.includes(name) && kinds.every((kind) => RESERVED[kind].volumes.includes(name)),
  );

const volumesOf = (...pods: readonly (DescribedPod['pod'] | undefined)[]): readonly string[] => [
  ...new Set(pods.flatMap((pod) => pod?.volumes ?? []).map(({ name }) => name)),
];

function* mountFaults(
  path: string,
  mounts: readonly Kubernetes<'VolumeMount'>[] = [],
  volumes: readonly string[],
  folders: readonly string[],
): Iterable<string> {
  for (const [index, { name, mountPath }] of mounts.entries()) {
    const what = `${path}[${index}]`;
    if (!volumes.includes(name)) {
      yield `${what}.name must be a described volume${volumes.length > 0 ? ` (${volumes.join(', ')})` : ''}, but ${shown(name)} was given`;
    }
    if (!/^\/[^:]+$/.test(mountPath) || mountPath !== resolve(mountPath)) {
      yield `${what}.mountPath must be a folder such as "/etc/certificates", without ":", "..", or "/" at its end, but ${shown(mountPath)} was given`;
    }
    const hidden =
      folders.find((folder) => within(mountPath, folder) || within(folder, mountPath)) ??
      (folders.length > 0 ? PROGRAMS.find((folder) => within(folder, mountPath)) : undefined);
    if (hidden !== undefined) yield `${what}.mountPath must be outside ${hidden}, but ${shown(mountPath)} was given`;
    if (mounts.findIndex((other) => other.mountPath === mountPath) < index) {
      yield `folders of ${path} must differ, but ${shown(mountPath)} was given twice`;
    }
  }
}

/** What our images start from: a volume there, or above, would hide it. */
const PROGRAMS = ['/bin', '/lib', '/opt/kafka', '/sbin', '/usr/bin', '/usr/lib', '/usr/local/bin'];

const within = (path: string, folder: string): boolean => `${path.replace(/\/+$/, '')}/`.startsWith(`${folder}/`);

interface DescribedContainer {
  readonly path: string;
  readonly container: Kubernetes<'Container'>;
}

const containersOf = ({ path, pod }: DescribedPod): readonly DescribedContainer[] =>
  (['initContainers', 'sidecars'] as const).flatMap((field) =>
    (pod[field] ?? []).map((container, index) => ({ path: `${path}.${field}[${index}]`, container })),
  );

export const podContainers: Rule = function* (cluster) {
  for (const described of describedPods(cluster)) {
    const containers = containersOf(described);
    const { path, kinds } = described;
    yield* nameFaults(
      `${path}.initContainers and sidecars`,
      containers.map(({ container }) => container),
      reserved(kinds, 'containers'),
    );
    for (const { path: of, container } of containers) {
      const fault = imageFault(`${of}.image`, container.image);
      if (fault !== undefined) yield fault;
      const { runAsUser } = container.securityContext ?? {};
      if (runAsUser !== undefined && runAsUser < 1)
        yield `${of}.securityContext.runAsUser must not be root, but ${runAsUser} was given`;
      for (const { name, value, valueFrom } of container.env ?? []) {
        if (value !== undefined && valueFrom !== undefined)
          yield `${of}.env ${shown(name)} must have a value or valueFrom, but both were given`;
        if (valueFrom) yield* sourceFaults(`${of}.env ${shown(name)}`, valueFrom);
      }
    }
  }
};
