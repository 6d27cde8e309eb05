import { k8s } from 'cdk8s-plus-27';
import { jvmSize, type Size } from '../cluster';

interface Needs {
  readonly cpu: string;
  readonly cpuLimit: string | undefined;
  readonly memory: Size;
}

/** Room for /tmp and for the container's log files, which Kubernetes rotates at 50 MiB. */
const EPHEMERAL_STORAGE = '256Mi';

/**
 * Memory is requested as it is limited, so that a pod never dies for its neighbours' appetite. CPU has no limit
 * unless asked for: it would throttle a broker that could have used an idle core.
 */
export function resourceRequirements({ cpu, cpuLimit, memory }: Needs): k8s.ResourceRequirements {
  const bounded = quantities({ memory, 'ephemeral-storage': EPHEMERAL_STORAGE });
  return {
    requests: { ...quantities({ cpu }), ...bounded },
    limits: { ...(cpuLimit === undefined ? {} : quantities({ cpu: cpuLimit })), ...bounded },
  };
}

/** A fixed heap: a JVM that grows into its limit is killed late, under load. */
export const heapFlags = (heap: Size): string => `-Xms${jvmSize(heap)} -Xmx${jvmSize(heap)}`;

const quantities = (texts: Readonly<Record<string, string>>): Record<string, k8s.Quantity> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, k8s.Quantity.fromString(text)]));
