/** Columns under capital headings, two spaces between, numbers to the right; no frames, so that `awk` and `cut` can read it. */
export function table(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? grouped(cell) : cell)));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...texts.map((row) => (row[column] ?? '').length)),
  );
  const numeric = headings.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
  return [headings, ...texts]
    .map((row) =>
      row
        .map((cell, column) => (numeric[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A whole number as 1,204,311; `toLocaleString` would first load all locale data, for 10 ms. */
export const grouped = (value: number | bigint): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** 41 MB, in powers of ten as disks are sold. */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  const exponent = Math.min(Math.floor(Math.log10(value) / 3), 4);
  const scaled = value / 1000 ** exponent;
  return `${scaled < 9.95 ? scaled.toFixed(1) : Math.round(scaled)} ${['kB', 'MB', 'GB', 'TB'][exponent - 1]!}`;
}

/** 3 m 12 s */
export function timeSpan(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} m` : `${Math.floor(hours / 24)} d`;
}
