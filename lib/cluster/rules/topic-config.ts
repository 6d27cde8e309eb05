import { topicConfigs } from '../kafka-configs';
import { configFaults } from './config-faults';
import type { Rule } from './rule';

export const knownTopicConfig: Rule = function* ({ topics }) {
  for (const { name, config } of topics) {
    yield* configFaults(`config of topic "${name}"`, 'topic', topicConfigs, config, ['message.format.version']);
  }
};
