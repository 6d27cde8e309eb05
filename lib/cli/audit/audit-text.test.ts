import { Audit, Journal } from '../../audit';
import { auditText } from './audit-text';

function reportOf(acked: number) {
  const journal = new Journal('run');
  for (let seq = 0; seq < acked; seq++) journal.settle(seq, { outcome: 'acked', partition: 0, offset: seq });
  journal.settle(acked, { outcome: 'unknown' });
  journal.complete(acked + 1);
  return new Audit([journal]).report();
}

test('says that an audit passed', () => {
  expect(auditText('orders', reportOf(0))).toBe(
    'orders: 1 sent, 0 acked, 0 failed, 1 unknown (0 in the topic)\npassed',
  );
});

test('counts what is wrong, explains it and names the first of it', () => {
  const lines = auditText('orders', reportOf(1200)).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'orders: 1,201 sent, 1,200 acked, 0 failed, 1 unknown (0 in the topic)',
    '1,200 lost: acknowledged, but not in the topic [lost-write]',
    '  lost: run/0 acked at 0/0',
  ]);
  expect(lines.slice(-2)).toEqual(['  and 1,180 more', 'FAILED']);
});
