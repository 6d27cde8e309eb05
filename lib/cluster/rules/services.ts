import { isIP } from 'node:net';
import { isQualifiedName } from '../pods/syntax';
import { shown } from '../shown';
import { annotationFaults } from './pods';
import type { Rule } from './rule';

export const serviceAnnotations: Rule = function* ({ services, brokers }) {
  const { annotations, external } = services;
  yield* annotationFaults('services.annotations', annotations);
  yield* annotationFaults('services.external.annotations', external.annotations);
  for (const [index, each] of (external.eachAnnotations ?? []).entries()) {
    yield* annotationFaults(`services.external.eachAnnotations[${index}]`, each);
  }
  const count = external.eachAnnotations?.length;
  if (count !== undefined && count !== brokers.length) {
    yield `services.external.eachAnnotations must be one for each of the ${brokers.length} brokers, but ${count} were given`;
  }
};

/** Kubernetes takes the fields of one type of Service for none of another. */
export const servicesOfType: Rule = function* ({ services: { external }, reachable: { from } }) {
  for (const [field, type] of Object.entries(NEEDS)) {
    if (external[field as keyof typeof NEEDS] !== undefined && from !== type) {
      yield `services.external.${field} needs reachable: { from: '${type}' }, but the brokers are reachable from ${from}`;
    }
  }
  if (from === 'inside' && (external.annotations ?? external.eachAnnotations)) {
    yield 'services.external has no Services to be about, as the brokers are reachable from inside: leave it out';
  }
};

const NEEDS = {
  nodePort: 'kind',
  loadBalancerClass: 'load-balancer',
  loadBalancerSourceRanges: 'load-balancer',
} as const;

/** Kubernetes' own range. */
const [MIN_NODE_PORT, MAX_NODE_PORT] = [30_000, 32_767];

export const nodePorts: Rule = function* ({ services: { external }, brokers }) {
  const { nodePort } = external;
  const max = MAX_NODE_PORT - brokers.length + 1;
  if (nodePort !== undefined && (nodePort < MIN_NODE_PORT || nodePort > max)) {
    yield `services.external.nodePort must be ${MIN_NODE_PORT} to ${max}, as each broker has one, but ${nodePort} was given`;
  }
};

export const loadBalancers: Rule = function* ({ services: { external } }) {
  const { loadBalancerClass, loadBalancerSourceRanges = [] } = external;
  if (loadBalancerClass !== undefined && !isQualifiedName(loadBalancerClass)) {
    yield `services.external.loadBalancerClass must be a name such as "service.k8s.aws/nlb", but ${shown(loadBalancerClass)} was given`;
  }
  for (const [index, range] of loadBalancerSourceRanges.entries()) {
    if (!isRange(range)) {
      yield `services.external.loadBalancerSourceRanges[${index}] must be addresses such as "10.0.0.0/8", but ${shown(range)} was given`;
    }
  }
};

function isRange(text: string): boolean {
  const [, address = '', prefix] = /^([^/%]+)\/(\d{1,3})$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(prefix) <= (version === 4 ? 32 : 128);
}
