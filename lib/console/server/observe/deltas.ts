import type { Delta } from '../../api';

/** Rows by name, of which only those are told that have changed. */
export class ChangingRows<Row> {
  #texts = new Map<string, string>();
  #rows: ReadonlyMap<string, Row> = new Map();

  /** @returns undefined where nothing has changed */
  replace(rows: ReadonlyMap<string, Row>): Delta<Row> | undefined {
    const texts = new Map([...rows].map(([name, row]) => [name, JSON.stringify(row)]));
    const changed = [...rows].filter(([name]) => texts.get(name) !== this.#texts.get(name));
    const gone = [...this.#texts.keys()].filter((name) => !texts.has(name));
    this.#texts = texts;
    this.#rows = rows;
    return changed.length + gone.length === 0 ? undefined : { isAll: false, set: Object.fromEntries(changed), gone };
  }

  get all(): Delta<Row> {
    return { isAll: true, set: Object.fromEntries(this.#rows), gone: [] };
  }
}
