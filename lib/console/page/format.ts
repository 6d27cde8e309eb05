/** What is not known yet. */
export const UNKNOWN = '–';

export const grouped = (value: number | undefined): string =>
  value === undefined ? UNKNOWN : Math.round(value).toLocaleString('en');

/** 41 MB, in powers of ten as disks are sold. */
export function bytes(value: number | undefined): string {
  if (value === undefined) return UNKNOWN;
  if (value < 1000) return `${value} B`;
  const exponent = Math.min(Math.floor(Math.log10(value) / 3), 4);
  const scaled = value / 1000 ** exponent;
  return `${scaled < 9.95 ? scaled.toFixed(1) : Math.round(scaled)} ${['kB', 'MB', 'GB', 'TB'][exponent - 1]!}`;
}

/** Messages a second. */
export function rate(value: number | undefined): string {
  if (value === undefined) return UNKNOWN;
  return `${value > 0 && value < 9.95 ? value.toFixed(1) : grouped(value)}/s`;
}

/** `14 s ago` */
export function ago(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

const two = (value: number) => String(value).padStart(2, '0');

/** Local time, to the millisecond, with the day. */
export function time(at: number): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${clock(at)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

export function clock(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}

/** `3 partitions` */
export const counted = (count: number, thing: string): string => `${grouped(count)} ${thing}${count === 1 ? '' : 's'}`;
