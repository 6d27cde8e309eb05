import { command } from '../../../package';
import type { Check } from '../check';
import { someOf } from '../../../package/some-of';

const PROPERTY = 'unclean.leader.election.enable';

/** Topics that lose acknowledged messages when a broker that is behind may lead. */
export const unclean: Check = {
  id: 'unclean',
  findings: ({ cluster, kafka }) => {
    const wished = new Set(cluster.topics.filter(({ config }) => PROPERTY in config).map(({ name }) => name));
    const topics = [...(kafka?.topics.values() ?? [])]
      .filter(
        ({ name, replicationFactor, config }) =>
          replicationFactor > 1 && config.values.get(PROPERTY) === 'true' && !wished.has(name),
      )
      .map(({ name }) => name);
    if (topics.length === 0) return [];
    const what = `${someOf(topics)} may be led by a broker that is behind (${PROPERTY}): acknowledged messages are lost then`;
    return [{ level: 'warning', what, command: command('topics', `alter ${topics[0]!} -c ${PROPERTY}=false`) }];
  },
};
