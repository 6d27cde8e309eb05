import { applied, elsewhere, nothing, refused, restarted, rolled, stopped, warned, type Effect } from './effect';
import { effectText } from './effect-text';

test.each<readonly [Effect, string]>([
  [nothing, 'no effect'],
  [applied('by up'), 'at once, by up'],
  [rolled(['brokers']), 'replaces the pods of brokers, one at a time'],
  [
    warned(rolled(['ZooKeeper', 'brokers', 'Kafka UI'], 'more comes with it'), 'something may be lost'),
    'replaces the pods of ZooKeeper, brokers and Kafka UI, one at a time; more comes with it; something may be lost',
  ],
  [restarted(['brokers']), 'by a restart of brokers, one server after another (`npm run roll`)'],
  [
    warned(restarted(['controllers', 'brokers'], 'more comes with it'), 'something may be lost'),
    'by a restart of controllers and brokers, one server after another (`npm run roll`); more comes with it; something may be lost',
  ],
  [stopped(['brokers']), 'from the next start of brokers on (`npm run down && npm run up`)'],
  [elsewhere('by that name'), 'another cluster: by that name; the first one stays'],
  [refused('describe it again'), 'refused: describe it again'],
  [
    refused((wished) => `move them to ${String(wished)}`, 'the brokers to go hold no replica'),
    'refused unless the brokers to go hold no replica: move them to 2',
  ],
])('%j is told: %s', (effect, text) => expect(effectText(effect, 2)).toBe(text));
