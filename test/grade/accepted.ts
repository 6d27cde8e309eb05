import type { Finding } from './finding';

interface Accepted {
  /** Checks by their graders' names. */
  readonly checks: readonly string[];
  readonly objects: RegExp;
  readonly because: string;
}

/** Findings that we have looked at and stand by. Any other one is a fault. */
export const accepted: readonly Accepted[] = [
  {
    checks: ['service-targets-pod'],
    objects: /^Service\/(broker|zookeeper)-\d(-external)?$/,
    because:
      'it does not know statefulset.kubernetes.io/pod-name, which Kubernetes sets on each pod of a StatefulSet; our tests check these selectors',
  },
  {
    checks: ['service-type'],
    objects: /^Service\/broker-\d-external$/,
    because: 'kind lets clients of the host in through NodePorts; it maps them on the loopback address',
  },
  {
    checks: ['container-security-context-user-group-id', 'CKV_K8S_40'],
    objects: /./,
    because: 'the images are documented and tested by their makers with the uid 1000',
  },
  {
    checks: ['CKV_K8S_43'],
    objects: /./,
    because: 'tags of releases do not move, and an image that was built here has no digest; `images` takes digests too',
  },
  {
    checks: ['deployment-replicas'],
    objects: /^Deployment\/kafka-ui$/,
    because: 'the UI keeps nothing and is back in seconds; a second one would only take memory',
  },
];

export const reasonFor = ({ check, object }: Finding): Accepted | undefined =>
  accepted.find(({ checks, objects }) => checks.includes(check) && objects.test(object));
