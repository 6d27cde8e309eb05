import type { BrokerRow } from '../../api';
import { changesBetween } from './changes';

const broker = (id: number, state: BrokerRow['state'], fault?: string): BrokerRow => ({
  ...{ id, state, address: undefined, rack: undefined, leads: 0, replicas: 0, inSync: 0 },
  ...{ size: undefined, diskTotal: undefined, diskFree: undefined },
  ...(fault !== undefined && { fault }),
});
const seen = (brokers: readonly BrokerRow[], controllerId: number | undefined, offline = 0, underReplicated = 0) => ({
  brokers,
  controllerId,
  partitions: { total: 9, offline, underReplicated },
});

test('what happened between two looks is told in sentences, trouble apart', () => {
  const well = seen([broker(1, 'up'), broker(2, 'up')], 1);
  const silent = seen([broker(1, 'silent', 'it refuses'), broker(2, 'up')], 1);
  const down = seen([broker(1, 'down'), broker(2, 'up'), broker(3, 'up')], 2, 1, 4);
  const texts = (changes: ReturnType<typeof changesBetween>) =>
    changes.map(({ text, isTrouble }) => `${isTrouble ? '!' : ' '}${text}`);
  expect(texts(changesBetween(well, well))).toEqual([]);
  expect(texts(changesBetween(well, silent))).toEqual(['!broker 1 does not answer: it refuses']);
  expect(texts(changesBetween(silent, down))).toEqual([
    '!broker 1 is not registered any more',
    ' broker 3 has joined',
    ' broker 2 is the controller now',
    '!of 9 partitions 1 offline, 4 under-replicated',
  ]);
  expect(texts(changesBetween(down, well))).toEqual([
    ' broker 1 is back',
    ' broker 1 is the controller now',
    ' all partitions are in sync',
  ]);
});
