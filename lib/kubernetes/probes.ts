import { k8s } from 'cdk8s-plus-27';

/** No probe starts a JVM: it would cost more than what it watches. */
export const tcp = (port: string): Pick<k8s.Probe, 'tcpSocket'> => ({
  tcpSocket: { port: k8s.IntOrString.fromString(port) },
});

export const http = (path: string, port: string): Pick<k8s.Probe, 'httpGet'> => ({
  httpGet: { path, port: k8s.IntOrString.fromString(port) },
});

export const command = (...words: string[]): Pick<k8s.Probe, 'exec'> => ({ exec: { command: words } });

/**
 * Fails only for a process that cannot recover by itself, one that is stopped or dead; a JVM out of memory exits on its own.
 * Load, a slow disk, ZooKeeper or DNS never fail it: a restart would help none of them and makes log recovery start over
 * (united-manufacturing-hub#877, cal-itp/data-infra#5147).
 */
export const processLives: k8s.Probe = {
  ...command('sh', '-c', '! grep -q "^State:[[:space:]]*[TtXZ]" /proc/1/status'),
  periodSeconds: 10,
  timeoutSeconds: 5,
  failureThreshold: 3,
  // A stopped process does not hear SIGTERM.
  terminationGracePeriodSeconds: 5,
};
