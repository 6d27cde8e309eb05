import { version } from 'kafkajs/package.json';
import { KafkaError } from './errors';

const PINNED = '2.2.4';

// The modules below the public API keep no promise between versions: what was tested is what may run.
if (version !== PINNED) {
  throw new KafkaError(
    'KAFKAJS_VERSION',
    1,
    `kafkajs must be ${PINNED}, whose inner modules are used here, but ${version} is installed: run npm ci`,
  );
}
