const PAGE = 65_536;

type Cells = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/**
 * Numbers by a whole number that may start high and have holes, as offsets do: a million messages cost megabytes instead of a
 * million objects. What was never set is 0.
 */
export class Column {
  readonly #pages = new Map<number, Cells>();

  constructor(private readonly newPage: (length: number) => Cells) {}

  get(index: number): number {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE] ?? 0;
  }

  set(index: number, value: number): void {
    const number = Math.floor(index / PAGE);
    let page = this.#pages.get(number);
    if (!page) this.#pages.set(number, (page = this.newPage(PAGE)));
    page[index % PAGE] = value;
  }
}

export const bytes = (length: number): Uint8Array => new Uint8Array(length);
export const shorts = (length: number): Uint16Array => new Uint16Array(length);
export const words = (length: number): Uint32Array => new Uint32Array(length);
export const doubles = (length: number): Float64Array => new Float64Array(length);
