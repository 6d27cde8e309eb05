import type { Health, Quorum } from '../../kafka';
import type { ServerState } from '../../target';
import { quorumText } from './quorum-text';

const servers = ['broker-1', 'broker-2'].map((name, index) => ({ name, role: 'broker', id: index + 1 }) as ServerState);
const quorum: Quorum = {
  leaderId: 2,
  leaderEpoch: 5,
  endOffset: 1300,
  voters: [
    { id: 1, lag: 1200, behindMs: 0 },
    { id: 2, lag: 0, behindMs: 0 },
    { id: 3, lag: undefined, behindMs: 0 },
  ],
  observers: [{ id: 4, lag: 0, behindMs: 0 }],
};
const textOf = (found: Partial<Health>) =>
  quorumText({ servers, health: found as Health })
    .join('\n')
    .split('\n');

test('the quorum is shown with its leader, and how many records the others lack', () => {
  expect(textOf({ quorum, features: { 'kraft.version': 1, 'metadata.version': 21 } })).toEqual([
    'QUORUM    ROLE      LAG',
    'broker-1  voter     1,200',
    'broker-2  leader    -',
    'node 3    voter     -',
    'node 4    observer  0',
    'features: kraft.version 1, metadata.version 21',
  ]);
});

test.each([undefined, {} as Health])('of a cluster without one nothing is shown', (health) =>
  expect(quorumText({ servers, health })).toEqual([]),
);
