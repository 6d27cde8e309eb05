import type { Kubectl } from './kubectl';

export interface Applied {
  /** Resource and name, such as `statefulset.apps/broker`. */
  readonly object: string;
  readonly action: 'created' | 'configured' | 'unchanged';
}

export async function apply(kubectl: Kubectl, dist: string): Promise<readonly Applied[]> {
  const { stdout } = await kubectl('apply', '--validate=strict', '--filename', dist);
  return stdout.split('\n').flatMap((line): Applied[] => {
    const [, object, action] = /^(\S+) (created|configured|unchanged)$/.exec(line) ?? [];
    return object === undefined ? [] : [{ object, action: action as Applied['action'] }];
  });
}

/** `3 created, 20 unchanged` */
export function summary(applied: readonly Applied[]): string {
  const actions = ['created', 'configured', 'unchanged'] as const;
  return actions
    .map((action) => ({ action, count: applied.filter((one) => one.action === action).length }))
    .filter(({ count }) => count > 0)
    .map(({ action, count }) => `${count} ${action}`)
    .join(', ');
}
