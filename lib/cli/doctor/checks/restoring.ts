import { isRestoring } from '../../../backup';
import type { Check } from '../check';
import { someOf } from '../../../package/some-of';

/** Topics that a restore has not ended: they keep all that they get, whatever their own configuration will be. */
export const restoring: Check = {
  id: 'restoring',
  findings: ({ kafka }) => {
    const topics = [...(kafka?.topics.values() ?? [])]
      .filter(({ config }) => isRestoring(new Map(config.changed.map(({ name, value }) => [name, value]))))
      .map(({ name }) => name);
    if (topics.length === 0) return [];
    const what = `${someOf(topics)}: restored, and not to the end yet: nothing is deleted or compacted, and the configuration of its own is not in force; if no restore is under way, the same one goes on where that was stopped`;
    return [{ level: 'warning', what }];
  },
};
