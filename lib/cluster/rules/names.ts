import { shown } from '../shown';
import type { Rule } from './rule';

// A label of RFC 1123, which Kubernetes takes for namespaces, and kind for cluster names.
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_LENGTH = 63;

function* labelFaults(what: string, given: string, most = LABEL_LENGTH): Iterable<string> {
  if (DNS_LABEL.test(given) && given.length <= most) return;
  yield `${what} must consist of lower-case letters, digits and "-" (at most ${most}, no "-" at the ends), but ${shown(given)} was given`;
}

/** kind's nodes are called by the name and a suffix, the manifests make labels of it: the longest must still be a label. */
export const clusterName: Rule = ({ name }) => labelFaults('name', name, LABEL_LENGTH - '-control-plane'.length);

/** StatefulSets make labels of their names and a hash, and Services are names of hosts that may not begin with a digit. */
export const prefixedNames: Rule = function* ({ name, names, metadata }) {
  if (names === 'plain') return;
  // Brokers may get controllers beside them, and keep their names.
  const longest = Math.max('-zookeeper'.length, `-${metadata.role}`.length);
  const most = LABEL_LENGTH - longest - '-0123456789'.length;
  if (/^[a-z]/.test(name) && name.length <= most) return;
  yield `name must begin with a letter and have at most ${most} where it is the prefix of others (names: 'prefixed'), but ${shown(name)} was given`;
};

export const namespaceName: Rule = ({ namespace }) =>
  namespace === undefined ? [] : labelFaults('namespace', namespace);

/** As Kubernetes has it for values of labels, which zones are on nodes. */
const LABEL_VALUE = /^[a-z0-9]([-_.a-z0-9]*[a-z0-9])?$/i;

export const zoneNames: Rule = function* ({ zones }) {
  for (const zone of zones) {
    if (!LABEL_VALUE.test(zone) || zone.length > LABEL_LENGTH) {
      yield `a zone must consist of letters, digits, "-", "_" and "." (at most ${LABEL_LENGTH}, a letter or digit at the ends), but ${shown(zone)} was given`;
    }
  }
  if (new Set(zones).size < zones.length) yield `zones must differ, but ${zones.join(', ')} were given`;
};

/** A subdomain of RFC 1123, as the names of most objects; empty, it asks for volumes that are there already. */
export const storageClassName: Rule = function* ({ storage: { className = '' } }) {
  if (className === '' || (className.length <= 253 && className.split('.').every((label) => DNS_LABEL.test(label))))
    return;
  yield `storage.className must be the name of a StorageClass: lower-case letters, digits, "-" and ".", at most 253, but ${shown(className)} was given`;
};

/** Text to the writer of our YAML, a number to kubectl: octal, and an exponent with `_` in it. */
const READ_AS_NUMBER = /^(0o[0-7_]+|\d[\d_]*(\.[\d_]*)?e[\d_]*_[\d_]*)$/i;

export const namesReadAsText: Rule = function* ({ name, namespace, zones, storage: { className } }) {
  const names = {
    name,
    namespace,
    ...Object.fromEntries(zones.map((zone) => ['a zone', zone])),
    'storage.className': className,
  };
  for (const [what, given] of Object.entries(names)) {
    if (given !== undefined && READ_AS_NUMBER.test(given))
      yield `${what} must not be a number to kubectl, but "${given}" was given: add a letter`;
  }
};
