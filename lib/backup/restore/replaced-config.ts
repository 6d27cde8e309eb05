import type { AdminOptions, Client } from '../../kafka';
import { ownConfig } from '../topic-at-hand';
import type { TopicPlan } from './plan-topic';
import { isRestoring } from './restoring-config';

/** What of a topic that is there, and whose restore has not begun, is set otherwise for it than its backup sets it. */
export async function replacedConfig(
  client: Client,
  { topic, config }: Pick<TopicPlan, 'topic' | 'config'>,
  options: AdminOptions,
): Promise<readonly string[]> {
  const own = await ownConfig(client, topic, options);
  if (isRestoring(new Map(Object.entries(own)))) return [];
  const names = [...new Set([...Object.keys(own), ...Object.keys(config)])].sort();
  return names
    .filter((name) => own[name] !== config[name])
    .map((name) => `${name} ${config[name] ?? 'that of the cluster'}${name in own ? ` instead of ${own[name]}` : ''}`);
}
