import { bytes } from '../../../cli-kit';
import type { LogDir } from '../../../kafka';
import { command } from '../../../package';
import type { Check, Finding } from '../check';

/** Parts of a disk that are in use: beyond the first it is told, beyond the second it is about to stop its broker. */
const [FULL, FAILING] = [0.85, 0.95];

/** Disks that have failed, or are about to be full: a broker ends by itself where it cannot write. */
export const disks: Check = {
  id: 'disks',
  findings: ({ kafka }) =>
    (kafka?.logDirs ?? []).flatMap(({ broker, directories = [] }) =>
      directories.flatMap((directory) => ofDirectory(broker, directory)),
    ),
};

function ofDirectory(broker: number, { path, fault, totalBytes, usableBytes, replicas }: LogDir): readonly Finding[] {
  if (fault !== undefined) return [{ level: 'failure', what: `broker ${broker} cannot use ${path}: ${fault}` }];
  if (totalBytes === undefined || usableBytes === undefined) return [];
  const used = 1 - usableBytes / totalBytes;
  if (used < FULL) return [];
  const sizes = new Map<string, number>();
  for (const { topic, size } of replicas) sizes.set(topic, (sizes.get(topic) ?? 0) + size);
  const [largest] = [...sizes].sort(([, a], [, b]) => b - a);
  const most = largest === undefined ? '' : `; of topics ${largest[0]} has the most, ${bytes(largest[1])}`;
  return [
    {
      level: used < FAILING ? 'warning' : 'failure',
      what: `the disk of broker ${broker} is ${Math.floor(used * 100)} % full, ${bytes(usableBytes)} left${most}`,
      command: largest && command('topics', `describe ${largest[0]}`),
    },
  ];
}
