import { k8s } from 'cdk8s-plus-27';
import { jvmSize, toBytes, type Size } from '../cluster';

interface Needs {
  readonly cpu: string;
  readonly cpuLimit: string | undefined;
  readonly memory: Size;
  readonly ephemeralStorage: Size;
}

/**
 * Memory is requested as it is limited, so that a pod never dies for its neighbours' appetite. CPU has no limit
 * unless asked for: it would throttle a broker that could have used an idle core. `data` on the node counts as ephemeral; it is not
 * requested, as a laptop has less room than a cluster may grow to.
 */
export function resourceRequirements(needs: Needs, data?: Size): k8s.ResourceRequirements {
  const { cpu, cpuLimit, memory, ephemeralStorage } = needs;
  const bounded = quantities({ memory, 'ephemeral-storage': ephemeralStorage });
  return {
    requests: { ...quantities({ cpu }), ...bounded },
    limits: {
      ...(cpuLimit === undefined ? {} : quantities({ cpu: cpuLimit })),
      ...bounded,
      ...(data && quantities({ 'ephemeral-storage': sum(ephemeralStorage, data) })),
    },
  };
}

/** A fixed heap: a JVM that grows into its limit is killed late, under load. */
export const heapFlags = (heap: Size): string => `-Xms${jvmSize(heap)} -Xmx${jvmSize(heap)}`;

const sum = (...sizes: Size[]): Size => `${sizes.reduce((total, size) => total + toBytes(size), 0) / 1024}Ki`;

const quantities = (texts: Readonly<Record<string, string>>): Record<string, k8s.Quantity> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, k8s.Quantity.fromString(text)]));
