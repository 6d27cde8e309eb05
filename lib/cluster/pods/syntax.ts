// The grammars by which Kubernetes judges names, beyond what its schema says.

const PART = /^[a-z\d]([-_.a-z\d]*[a-z\d])?$/i;
const DNS_LABEL = /^[a-z\d]([-a-z\d]*[a-z\d])?$/;
const LABEL_LENGTH = 63;
const SUBDOMAIN_LENGTH = 253;

/** A label of RFC 1123, as names of containers and volumes are. */
export const isDnsLabel = (name: string): boolean => DNS_LABEL.test(name) && name.length <= LABEL_LENGTH;

/** A subdomain of RFC 1123, as names of most objects are. */
export const isSubdomain = (name: string): boolean =>
  name.length <= SUBDOMAIN_LENGTH && name.split('.').every((label) => DNS_LABEL.test(label));

/** A name, maybe after a domain and a slash: keys of labels and annotations. */
export function isQualifiedName(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  return PART.test(name) && name.length <= LABEL_LENGTH && (slash < 0 || isSubdomain(key.slice(0, slash)));
}

export const isLabelValue = (value: string): boolean =>
  value === '' || (PART.test(value) && value.length <= LABEL_LENGTH);

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const isQuantity = (text: string): boolean =>
  /^\d{1,15}(\.\d{1,9})?([munkMGTPE]|[KMGTPE]i|e\d{1,2})?$/.test(text);

/** As shells, Java and the scripts of images read names of variables. */
export const isVariableName = (name: string): boolean => /^[a-z_][a-z\d_]*$/i.test(name);
