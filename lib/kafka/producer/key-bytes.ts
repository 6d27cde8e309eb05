import type { Message } from '../message';

/** Longer keys are rare, and get bytes of their own. */
const SCRATCH_BYTES = 4096;
const scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);

/** UTF-16 has no character of which a unit takes more in UTF-8. */
const BYTES_OF_A_UNIT = 3;

/** A key in bytes that hold until the next one is asked for: who keeps them copies them. */
export function keyBytes(key: Message['key']): Uint8Array | null {
  if (typeof key !== 'string') return key ?? null;
  const fits = key.length * BYTES_OF_A_UNIT <= SCRATCH_BYTES;
  return fits ? scratch.subarray(0, scratch.write(key)) : Buffer.from(key);
}
