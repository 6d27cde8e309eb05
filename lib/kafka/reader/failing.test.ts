import { Failing } from './failing';

describe('a partition that cannot be read', () => {
  const failing = () => new Failing({ topic: 't', partition: 3 });

  it('is given up after a minute, with what was wrong last', () => {
    const partition = failing();
    expect(partition.failed(1000, 'no', false)).toBeUndefined();
    expect(partition.failed(60_999, 'no', false)).toBeUndefined();
    expect(partition.failed(61_000, 'still no', false)).toMatchObject({
      code: 'CANNOT_CONNECT',
      message: 't/3 could not be read for 60 s: still no',
    });
  });

  it('has no topic when that is said for five seconds, not once after an outage', () => {
    const partition = failing();
    partition.failed(0, 'no', false);
    expect(partition.failed(20_000, 'no', true)).toBeUndefined();
    expect(partition.failed(24_000, 'no', false)).toBeUndefined();
    expect(partition.failed(26_000, 'no', true)).toBeUndefined();
    expect(partition.failed(31_001, 'no', true)).toMatchObject({ code: 'UNKNOWN_TOPIC' });
  });

  it('begins anew once it was read', () => {
    const partition = failing();
    partition.failed(0, 'no', true);
    partition.ended();
    expect(partition.failed(60_000, 'no', true)).toBeUndefined();
  });
});
