import type { Cluster } from '../cluster';
import { isSubdomain } from '../pods/syntax';
import { shown } from '../shown';
import type { Rule } from './rule';

interface OfUi {
  readonly path: string;
  readonly ui: Cluster['ui'];
  readonly given: (description: Cluster['description']) => unknown;
}

/** Fields that mean something to one UI only. */
const OF_ONE: readonly OfUi[] = [
  { path: 'console', ui: 'console', given: ({ console }) => console },
  { path: 'images.ui', ui: 'kafka-ui', given: ({ images }) => images?.ui },
  { path: 'jvm.ui', ui: 'kafka-ui', given: ({ jvm }) => (jvm?.ui?.length === 0 ? undefined : jvm?.ui) },
  { path: 'resources.ui.heap', ui: 'kafka-ui', given: ({ resources }) => resources?.ui?.heap },
];

/** What would be described, and do nothing. */
export const fieldsOfUi: Rule = function* (cluster) {
  for (const { path, ui, given } of OF_ONE) {
    if (cluster.ui !== ui && given(cluster.description) !== undefined)
      yield `${path} is of ui: "${ui}", but ui is "${cluster.ui}": leave it out, or describe ui: "${ui}"`;
  }
};

/** As an Ingress takes them, and a browser sends them. */
export const consoleHosts: Rule = function* ({ console: { hosts, password } }) {
  for (const host of hosts) {
    if (!isSubdomain(host) || /^[\d.]+$/.test(host))
      yield `console.hosts must be host names in lower case, without a port, but ${shown(host)} was given`;
  }
  if (hosts.length > 0 && password === undefined) {
    yield `console.hosts lets in whoever reaches ${hosts.join(', ')}, but console.password is not described: describe password: { secret: "…" }`;
  }
};

const KEY = /^[\w.-]{1,253}$/;

export const consolePassword: Rule = function* ({ console: { password } }) {
  if (password === undefined) return;
  const { secret, key } = password;
  if (!isSubdomain(secret)) {
    yield `console.password.secret must be the name of a Secret: lower-case letters, digits, "-" and ".", but ${shown(secret)} was given`;
  }
  if (!KEY.test(key) || /^\.\.?$/.test(key))
    yield `console.password.key must consist of letters, digits, "-", "_" and ".", but ${shown(key)} was given`;
};
