import type { Cluster } from '../cluster';
import type { Role } from '../cluster-server';
import { toBytes, toMebibytes, type Size } from '../units';
import type { Rule } from './rule';

type JvmUse = Role | 'ui';

/** Those that have a heap. */
const jvmsOf = ({ ui, metadata }: Cluster): readonly JvmUse[] => [
  ...new Set<JvmUse>(['broker', metadata.role, ...(ui === 'kafka-ui' ? (['ui'] as const) : [])]),
];

export const heapBelowLimit: Rule = function* (cluster) {
  const { resources } = cluster;
  for (const use of jvmsOf(cluster)) {
    const { memory, heap } = resources[use];
    if (toMebibytes(heap) > toMebibytes(memory) * 0.75) {
      yield `resources.${use}.heap must be at most 75 % of the memory limit ${memory}, but ${heap} was given: the JVM needs the rest, and the kernel kills what exceeds the limit`;
    }
  }
};

/** /tmp has 64 MiB of it, and the logs that Kubernetes keeps of a container at least as much. */
const MIN_EPHEMERAL_STORAGE: Size = '128Mi';

export const enoughEphemeralStorage: Rule = function* ({ resources }) {
  for (const [use, { ephemeralStorage }] of Object.entries(resources)) {
    if (toBytes(ephemeralStorage as Size) < toBytes(MIN_EPHEMERAL_STORAGE)) {
      yield `resources.${use}.ephemeralStorage must be at least ${MIN_EPHEMERAL_STORAGE}, but ${ephemeralStorage} was given`;
    }
  }
};

/** What each starts with: the classes and threads of a JVM take 60 to 110 MiB beside its heap, those of the UI more. */
const MIN_HEAP: Readonly<Record<JvmUse, { heap: Size; memory: Size }>> = {
  broker: { heap: '64Mi', memory: '176Mi' },
  zookeeper: { heap: '16Mi', memory: '128Mi' },
  controller: { heap: '48Mi', memory: '176Mi' },
  ui: { heap: '96Mi', memory: '256Mi' },
};
/** Node.js alone takes half of it. */
const MIN_NODE_MEMORY: Size = '96Mi';

export const enoughMemory: Rule = function* (cluster) {
  const { resources, ui } = cluster;
  for (const use of jvmsOf(cluster)) {
    const { heap, memory } = resources[use];
    const min = MIN_HEAP[use];
    if (toBytes(heap) < toBytes(min.heap)) {
      yield `resources.${use}.heap must be at least ${min.heap}, but it is ${heap}: give it at least ${min.memory} of memory`;
    } else if (toBytes(memory) < toBytes(min.memory)) {
      yield `resources.${use}.memory must be at least ${min.memory}, but ${memory} was given`;
    }
  }
  for (const use of ui === 'console' ? (['readiness', 'jobs', 'ui'] as const) : (['readiness', 'jobs'] as const)) {
    const { memory } = resources[use];
    if (toBytes(memory) < toBytes(MIN_NODE_MEMORY)) {
      yield `resources.${use}.memory must be at least ${MIN_NODE_MEMORY}, but ${memory} was given`;
    }
  }
};
