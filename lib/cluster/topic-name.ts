/** Why `name` is no legal topic name, or undefined. @see org.apache.kafka.common.internals.Topic#validate */
export function topicNameFault(name: string): string | undefined {
  if (name === '') return 'a topic name must not be empty';
  if (name === '.' || name === '..') return `a topic name must not be "${name}"`;
  if (name.length > 249)
    return `a topic name has at most 249 characters, but ${name.length} were given: "${name.slice(0, 20)}…"`;
  if (!/^[\w.-]+$/.test(name))
    return `a topic name consists of letters, digits, ".", "_" and "-", but "${name}" was given`;
  return undefined;
}
