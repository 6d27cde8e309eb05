import type { Kubectl } from './kubectl';
import { isSettled, restarts, type Pod } from './workloads';

const EVENTS = 30;
const LOG_LINES = 30;

/** Pods, the last events, and the logs of pods that are not as they should be: what a person would ask for first. */
export async function diagnose(kubectl: Kubectl): Promise<string> {
  const text = async (...args: readonly string[]): Promise<string> => {
    try {
      return (await kubectl(...args)).stdout.trimEnd();
    } catch (error) {
      return `(${error instanceof Error ? error.message : String(error)})`;
    }
  };
  const pods = await findPods(kubectl).catch(() => []);
  const suspects = pods.filter((pod) => !isSettled(pod) || pod.status.phase === 'Failed' || restarts(pod) > 0);
  const logs = suspects.flatMap((pod) =>
    containersOf(pod).flatMap(({ title, flags }) => [
      { title: `log of ${title}`, args: [...logOf(pod), ...flags] },
      ...(restarts(pod) > 0
        ? [{ title: `log of ${title} before its restart`, args: [...logOf(pod), ...flags, '--previous'] }]
        : []),
    ]),
  );
  const sections = [
    { title: 'pods', lines: await text('get', 'pods', '--output', 'wide') },
    { title: 'events', lines: last(await text('get', 'events', '--sort-by', '.lastTimestamp'), EVENTS) },
    ...(await Promise.all(logs.map(async ({ title, args }) => ({ title, lines: await text(...args) })))),
  ];
  return sections.map(({ title, lines }) => `--- ${title}\n${lines}`).join('\n');
}

/** Those beside the main one, which is the default of kubectl, by their names. */
const containersOf = ({ metadata, status }: Pod): readonly { title: string; flags: readonly string[] }[] => {
  const [, ...beside] = status.containerStatuses ?? [];
  const before = status.initContainerStatuses ?? [];
  return [
    { title: metadata.name, flags: [] },
    ...[...before, ...beside].map(({ name }) => ({ title: `${metadata.name}, ${name}`, flags: ['--container', name] })),
  ];
};

const logOf = ({ metadata }: Pod): readonly string[] => ['logs', metadata.name, `--tail=${LOG_LINES}`];

const last = (lines: string, count: number): string => lines.split('\n').slice(-count).join('\n');

export async function findPods(kubectl: Kubectl, ...flags: readonly string[]): Promise<readonly Pod[]> {
  const { stdout } = await kubectl('get', 'pods', '--output', 'json', ...flags);
  return (JSON.parse(stdout) as { items: readonly Pod[] }).items;
}
