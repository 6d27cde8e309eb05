import type { Rule } from './rule';

// A label of RFC 1123, which Kubernetes takes for namespaces, and kind for cluster names.
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_LENGTH = 63;

function* labelFaults(what: string, given: string, most = LABEL_LENGTH): Iterable<string> {
  if (DNS_LABEL.test(given) && given.length <= most) return;
  yield `${what} must consist of lower-case letters, digits and "-" (at most ${most}, no "-" at the ends), but "${given}" was given`;
}

/** kind's nodes are called by the name and a suffix, the manifests make labels of it: the longest must still be a label. */
export const clusterName: Rule = ({ name }) => labelFaults('name', name, LABEL_LENGTH - '-control-plane'.length);

export const namespaceName: Rule = ({ namespace }) =>
  namespace === undefined ? [] : labelFaults('namespace', namespace);

export const zoneNames: Rule = function* ({ zones }) {
  for (const zone of zones) yield* labelFaults('a zone', zone);
  if (new Set(zones).size < zones.length) yield `zones must differ, but ${zones.join(', ')} were given`;
};

/** A moving tag means other bytes on each node; and without a tag kubelet always pulls, which fails for images loaded into kind. */
export const imageReferences: Rule = function* ({ images }) {
  for (const [use, image] of Object.entries(images)) {
    const tag = /^[^\s@]+?(?::([\w.-]+))?(@sha256:[0-9a-f]{64})?$/.exec(image);
    if (!tag) yield `images.${use} must be an image reference such as "apache/kafka:3.9.2", but "${image}" was given`;
    else if (!tag[2] && (!tag[1] || tag[1] === 'latest')) {
      yield `images.${use} must name a fixed tag or a digest, but "${image}" was given: add one, such as ":3.9.2"`;
    }
  }
};
