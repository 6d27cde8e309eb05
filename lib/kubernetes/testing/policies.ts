import type { Labels } from '../metadata';
import { isSubset, type Manifest, type Peer, type Rule } from './manifests';

/** Whether the NetworkPolicies let a pod with the labels `from` connect to that port of a pod with the labels `to`. */
export function connects(manifests: readonly Manifest[], from: Labels, to: Labels, port: number): boolean {
  return (
    permits(
      policiesOf(manifests, from).flatMap(({ spec }) => spec?.egress ?? []),
      to,
      port,
      ({ to: peers }) => peers,
    ) &&
    permits(
      policiesOf(manifests, to).flatMap(({ spec }) => spec?.ingress ?? []),
      from,
      port,
      ({ from: peers }) => peers,
    )
  );
}

export const policiesOf = (manifests: readonly Manifest[], pod: Labels): Manifest[] =>
  manifests.filter(({ kind, spec }) => kind === 'NetworkPolicy' && isSubset(spec?.podSelector?.matchLabels ?? {}, pod));

/** A rule without peers is for everybody. */
const permits = (
  rules: readonly Rule[],
  peer: Labels,
  port: number,
  peersOf: (rule: Rule) => readonly Peer[] | undefined,
): boolean =>
  rules.some(
    (rule) =>
      rule.ports.some((each) => each.port === port) &&
      (peersOf(rule)?.some(({ podSelector }) => isSubset(podSelector.matchLabels, peer)) ?? true),
  );
