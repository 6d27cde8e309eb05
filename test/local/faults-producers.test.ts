import { plainKafkaJs } from '../../faults/plain-kafkajs';
import { faultNamed } from '../../faults/cases';
import { testFaults } from '../../faults/test-faults';

jest.setTimeout(180_000);

testFaults('a producer', (run) => {
  const outcome = async (name: string) => (await run(faultNamed(name))).faults;

  test('loses nothing acknowledged when it gives up what waits for a killed leader', async () => {
    expect(await outcome('impatient-killed')).toEqual([]);
  });

  test('fails what one replica alone would have to keep, and goes on when there are two', async () => {
    expect(await outcome('in-sync-lost')).toEqual([]);
  });

  test('fails only the message that is too large', async () => {
    expect(await outcome('too-large')).toEqual([]);
  });

  test('that is plain kafkajs fails the audit when a leader is killed', async () => {
    const { report } = await run(plainKafkaJs);
    expect(report.isPassed).toBe(false);
    expect(report.anomalies.lost).toBeGreaterThan(0);
  });
});
