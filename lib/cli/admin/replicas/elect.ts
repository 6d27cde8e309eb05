import { electLeaders, KafkaError, listAssignments } from '../../../kafka';
import { topicFaults } from '../topics';
import { print, type Verb } from '../verb';
import { counted } from './moves';

export const elect: Verb = {
  operands: 'topics or all',
  flags: ['unclean', 'yes'],
  faults: topicFaults,
  loses: (topics, { unclean }) =>
    unclean
      ? {
          deed: `elect leaders that are not in sync${topics.length > 0 ? ` for ${topics.join(', ')}` : ''}`,
          what: 'messages that only other replicas have',
          undone: 'nobody elected',
        }
      : undefined,
  async run(client, topics, { unclean }, options) {
    const partitions = topics.length > 0 ? await listAssignments(client, topics, options) : undefined;
    const elections = await electLeaders(client, { type: unclean ? 'unclean' : 'preferred', partitions, ...options });
    const elected = elections.filter(({ outcome }) => outcome === 'elected');
    const failed = elections.filter(({ outcome }) => outcome === 'failed');
    if (elected.length > 0) print(`elected leaders of ${counted(elected.length)}`);
    else if (failed.length === 0) print('no partition needs an election');
    const [first] = failed;
    if (!first?.error) return;
    const more = failed.length > 1 ? `; so do ${failed.length - 1} more` : '';
    const text = `${first.topic}/${first.partition} keeps the leader that it has, or none: ${first.error.message}${more}`;
    throw new KafkaError(first.error.code, text, { cause: first.error });
  },
};
