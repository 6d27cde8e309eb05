import type { Layout } from '../../../kafka';
import { knownLayout, knownPongs } from './same';

const layout = (leader: number | undefined, inSync: number[], more: Partial<Layout> = {}): Layout => ({
  clusterId: 'c',
  controllerId: 1,
  brokers: [{ id: 1, address: 'a:1', rack: undefined }],
  topics: [{ name: 't', internal: false, partitions: [{ partition: 0, leader, replicas: [1, 2], inSync }] }],
  ...more,
});

test('a layout that says the same is the one that was known', () => {
  const known = layout(1, [1, 2]);
  expect(knownLayout(known, layout(1, [1, 2]))).toBe(known);
  expect(knownLayout(undefined, known)).toBe(known);
});

test.each<readonly [string, Layout]>([
  ['another leader', layout(2, [1, 2])],
  ['no leader', layout(undefined, [1, 2])],
  ['fewer in sync', layout(1, [1])],
  ['others in sync', layout(1, [2, 1])],
  ['another controller', layout(1, [1, 2], { controllerId: 2 })],
  ['another broker', layout(1, [1, 2], { brokers: [{ id: 1, address: 'b:1', rack: undefined }] })],
  ['one more broker', layout(1, [1, 2], { brokers: [1, 2].map((id) => ({ id, address: 'a:1', rack: undefined })) })],
  ['another topic', layout(1, [1, 2], { topics: [{ name: 'u', internal: false, partitions: [] }] })],
  ['no topic', layout(1, [1, 2], { topics: [] })],
])('one with %s is what was found', (_, found) => expect(knownLayout(layout(1, [1, 2]), found)).toBe(found));

test('brokers that answer as before are the ones that were known, however long they took', () => {
  const known = [
    { broker: 1, tookMs: 1 },
    { broker: 2, fault: 'gone' },
  ];
  expect(
    knownPongs(known, [
      { broker: 1, tookMs: 9 },
      { broker: 2, fault: 'gone' },
    ]),
  ).toBe(known);
  for (const found of [
    [{ broker: 1, tookMs: 1 }],
    [
      { broker: 1, tookMs: 1 },
      { broker: 2, fault: 'silent' },
    ],
    [
      { broker: 1, tookMs: 1 },
      { broker: 2, tookMs: 1 },
    ],
    [
      { broker: 1, fault: 'gone' },
      { broker: 2, fault: 'gone' },
    ],
  ])
    expect(knownPongs(known, found)).toBe(found);
});
