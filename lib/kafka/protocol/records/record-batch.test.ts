import { crc32c } from './crc32c';
import { FIELD, RecordBatchBuilder } from './record-batch';

const identity = { producerId: 4_000_000_001n, epoch: 7 };
const flags = { codec: 0, transactional: false };

const TIME = 1_795_614_959_521;

describe('a record batch', () => {
  it('can be sealed anew for another producer', () => {
    const builder = new RecordBatchBuilder();
    builder.append(null, 'v', undefined, TIME);
    const first = Buffer.from(builder.seal(identity, 0, flags)[0]);
    const second = builder.seal({ producerId: 5n, epoch: 0 }, 9, { codec: 0, transactional: true })[0];
    expect(second.readBigInt64BE(FIELD.producerId)).toBe(5n);
    expect(second.readInt32BE(FIELD.firstSequence)).toBe(9);
    expect(second.readInt16BE(FIELD.attributes)).toBe(0x10);
    expect(second.readUInt32BE(FIELD.crc)).toBe(crc32c(second, FIELD.attributes));
    expect(builder.seal(identity, 0, flags)[0]).toEqual(first);
  });
});
