import { heldReplicas } from './held-replicas';
import type { ServerFolder } from './server-folder';

/** Topics that brokers have replicas of, though those that hold the metadata do not know them: their data are older than theirs. */
export function forgottenTopics(servers: readonly ServerFolder[], known: ReadonlySet<string>): readonly string[] {
  const held = servers.flatMap(({ role, data }) => (role === 'broker' ? [...heldReplicas(data).keys()] : []));
  return [...new Set(held)].filter((topic) => !known.has(topic)).sort();
}
