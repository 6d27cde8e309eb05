import { faultNamed } from '../../faults/cases';
import { testFaults } from '../../faults/test-faults';

jest.setTimeout(180_000);

testFaults('no message is lost, doubled or put out of order, and none fails, when', (run) => {
  const names = ['leader-killed', 'leader-stopped', 'leader-frozen', 'all-killed'];
  test.each(names.map(faultNamed).map((fault) => [fault.does, fault] as const))('%s', async (_, fault) => {
    const { faults, report } = await run(fault);
    expect(faults).toEqual([]);
    expect(report).toMatchObject({ acked: report.sent, isPassed: true });
  });
});
