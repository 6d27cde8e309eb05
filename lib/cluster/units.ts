/** An amount of bytes as Kubernetes writes it: a whole number and a binary unit. */
export type Size = `${number}${'Ki' | 'Mi' | 'Gi' | 'Ti'}`;

const BYTES = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 } as const;
const SIZE = /^([1-9]\d*)(Ki|Mi|Gi|Ti)$/;

export const isSize = (text: string): text is Size => SIZE.test(text);

/** Bytes of `size`; throws on text that is not a {@link Size}. */
export function toBytes(size: Size): number {
  const match = SIZE.exec(size);
  if (!match) throw new Error(`a size must be a whole number and one of Ki, Mi, Gi, Ti, but "${size}" was given`);
  return Number(match[1]) * BYTES[match[2] as keyof typeof BYTES];
}

export const toMebibytes = (size: Size): number => toBytes(size) / BYTES.Mi;
