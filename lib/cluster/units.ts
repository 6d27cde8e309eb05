/** An amount of bytes as Kubernetes writes it: a whole number and a binary unit. */
export type Size = `${number}${'Ki' | 'Mi' | 'Gi' | 'Ti'}`;

const BYTES = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 } as const;
const SIZE = /^([1-9]\d*)(Ki|Mi|Gi|Ti)$/;

/** No disk and no machine has more. */
export const MAX_SIZE: Size = '1024Ti';

export const isSize = (text: string): text is Size => SIZE.test(text) && toBytes(text as Size) <= toBytes(MAX_SIZE);

/** Cores or millicores, as Kubernetes writes them. */
export const isCpu = (text: string): boolean => /^(\d{1,7}m|\d{1,4}(\.\d{1,3})?)$/.test(text) && parseFloat(text) > 0;

/** Bytes of `size`; throws on text that is not a {@link Size}. */
export function toBytes(size: Size): number {
  const match = SIZE.exec(size);
  if (!match) throw new Error(`a size must be a whole number and one of Ki, Mi, Gi, Ti, but "${size}" was given`);
  return Number(match[1]) * BYTES[match[2] as keyof typeof BYTES];
}

export const toMebibytes = (size: Size): number => toBytes(size) / BYTES.Mi;

/** As a JVM reads it, in whole units: `640m`, `100000k`. */
export const jvmSize = (size: Size): string =>
  Number.isInteger(toMebibytes(size)) ? `${toMebibytes(size)}m` : `${toBytes(size) / BYTES.Ki}k`;
