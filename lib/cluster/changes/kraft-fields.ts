import { DEFAULT_KAFKA, KAFKA_VERSIONS, type KafkaVersion } from '../kafka-version';
import { kraftOf } from '../metadata';
import { refused, restarted, rolled } from './effect';
import { field, only, type Field } from './field';
import { KAFKA } from './parts';

// What a change of who holds the metadata does, and of the version of Kafka.

export const OTHER_METADATA =
  'what is known of topics would stay behind: put the old value back, or describe another name for a cluster that begins anew';

const LEVELS_STAY =
  'what it keeps is written as before until the levels of its features are raised, after which no older version reads it';

const OLDER = 'an older version may not read what a newer one has written: describe the newer one again';

/** What was noted before there was a choice is of the default, and says nothing of it. */
export const KAFKA_FIELD: Field = {
  value: ({ kafkaVersion }) => (kafkaVersion === DEFAULT_KAFKA ? undefined : kafkaVersion),
  isLeftOut: true,
  direction: (before, after) => (ageOf(after) > ageOf(before) ? 'more' : 'fewer'),
  rows: [
    { when: 'more', kubernetes: rolled(KAFKA, LEVELS_STAY), local: restarted(KAFKA, LEVELS_STAY) },
    { when: 'fewer', kubernetes: refused(OLDER), local: refused(OLDER) },
  ],
};

const ageOf = (version: unknown): number => KAFKA_VERSIONS.indexOf((version ?? DEFAULT_KAFKA) as KafkaVersion);

const FOUNDED =
  'a quorum stays as it was founded, or two of them could each take themselves for the whole: put the old value back';

/** The voters: how many controllers, or which brokers are controllers too. */
export const CONTROLLERS_FIELD: Field = only(
  'kraft',
  field(refused(FOUNDED), refused(FOUNDED), (cluster) => {
    const { role, servers } = kraftOf(cluster);
    return role === 'controller'
      ? servers.length
      : servers.length === 1
        ? 'broker 1'
        : `brokers 1 to ${servers.length}`;
  }),
);
