/**
 * x^5275 + x^4508 + x^2751 + 1 is a multiple of the polynomial of CRC-32C, and so it is with x^8 for x: over two elements, squaring a
 * sum squares its terms. Times x^8 are bytes; so a byte can be taken out of a message when it is XORed into those that come so many
 * bytes later, and the checksum of what is left is that of the message.
 */
const LAGS = [5275 - 4508, 5275 - 2751, 5275] as const;
/** What is taken out at once: a vector. */
const STEP = 16;
/** Shorter messages have nothing to be taken out. */
export const MIN_FOLD = LAGS[2] + STEP;

const PAGE_BYTES = 65_536;
const PAGES = 2;
/** Of a message that is folded at once: what fits into the caches of a core. */
export const MAX_FOLD = PAGES * PAGE_BYTES;

export interface Folder {
  /** Where messages are put. */
  readonly bytes: Buffer;
  /** @returns where what is left of a message of that length begins. It is at least `MIN_FOLD` long */
  readonly fold: (length: number) => number;
}

/** In WebAssembly, as JavaScript has no vectors. */
export function createFolder(): Folder {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assembled()));
  return { bytes: Buffer.from(exports.memory.buffer), fold: exports.fold };
}

/** What is used here of that global, which is declared for browsers only. */
declare const WebAssembly: {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Exports };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly fold: Folder['fold'];
}

// What follows is named as in https://webassembly.github.io/spec/core/binary.

const i32 = { type: 0x7f, const: (value: number) => [0x41, ...leb128(value)], add: 0x6a, sub: 0x6b, le_u: 0x4d };
const v128 = {
  type: 0x7b,
  // Of no alignment.
  load: (offset: number) => [0xfd, 0x00, 0, ...leb128(offset)],
  store: (offset: number) => [0xfd, 0x0b, 0, ...leb128(offset)],
  xor: [0xfd, 0x51],
};
const local = { get: 0x20, set: 0x21 };
const [LOOP, BR_IF, VOID, END] = [0x03, 0x0d, 0x40, 0x0b];
const [FUNC, EXPORT_FUNC, EXPORT_MEMORY] = [0x60, 0x00, 0x02];
const SECTION = { type: 1, function: 3, memory: 5, export: 7, code: 10 } as const;

/** `do { … } while (at <= length - MIN_FOLD)`: what is read and written last ends with the message. */
function assembled(): Uint8Array {
  const [length, at, taken] = [0, 1, 2];
  const body = [
    ...vector([
      [1, i32.type],
      [1, v128.type],
    ]), // at, taken
    ...[LOOP, VOID],
    ...[local.get, at, ...v128.load(0), local.set, taken],
    ...LAGS.flatMap((lag) => [
      ...[local.get, at, local.get, at, ...v128.load(lag), local.get, taken, ...v128.xor, ...v128.store(lag)],
    ]),
    ...[local.get, at, ...i32.const(STEP), i32.add, local.set, at],
    ...[local.get, at, local.get, length, ...i32.const(MIN_FOLD), i32.sub, i32.le_u, BR_IF, 0, END],
    ...[local.get, at, END],
  ];
  return Uint8Array.from([
    ...[0x00, ...Buffer.from('asm'), 1, 0, 0, 0],
    ...section(SECTION.type, [[FUNC, ...vector([[i32.type]]), ...vector([[i32.type]])]]),
    ...section(SECTION.function, [[0]]),
    ...section(SECTION.memory, [[0, PAGES]]),
    ...section(SECTION.export, [
      [...text('memory'), EXPORT_MEMORY, 0],
      [...text('fold'), EXPORT_FUNC, 0],
    ]),
    ...section(SECTION.code, [[...leb128(body.length), ...body]]),
  ]);
}

const vector = (items: readonly (readonly number[])[]): number[] => [...leb128(items.length), ...items.flat()];
const text = (name: string): number[] => [...leb128(name.length), ...Buffer.from(name)];

function section(id: number, items: readonly (readonly number[])[]): number[] {
  const content = vector(items);
  return [id, ...leb128(content.length), ...content];
}

/** Signed or not: no value here has its highest bit set. */
function leb128(value: number): number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...leb128(value >>> 7)];
}
