import type { Rule } from './rule';

// A label of RFC 1123, which Kubernetes takes for namespaces and kind for cluster names.
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const labelFault = (what: string, given: string): string =>
  `${what} must consist of lower-case letters, digits and "-" (at most 63, no "-" at the ends), but "${given}" was given`;

export const clusterName: Rule = function* ({ name }) {
  if (!DNS_LABEL.test(name)) yield labelFault('name', name);
};

export const namespaceName: Rule = function* ({ namespace }) {
  if (namespace !== undefined && !DNS_LABEL.test(namespace)) yield labelFault('namespace', namespace);
};

export const zoneNames: Rule = function* ({ zones }) {
  for (const zone of zones) if (!DNS_LABEL.test(zone)) yield labelFault('a zone', zone);
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
