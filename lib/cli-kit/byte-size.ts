import { parsed, type Setting } from './setting';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
  ti: 2 ** 40,
};

/** A number of bytes, at least one: `500kB`, `10MB` as disks are sold and `bytes` prints it, `10MiB`, or the number alone. */
export const byteSize = (
  options: Pick<Setting, 'flag' | 'env' | 'help'> & { readonly metavar: string },
): Setting<number | undefined> =>
  parsed<number, undefined>({
    ...options,
    default: undefined,
    parse: (given) => {
      const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([kmgt]?i?)b?$/i.exec(given) ?? [];
      const value = Math.round(Number(number) * (UNITS[unit.toLowerCase()] ?? NaN));
      if (value >= 1 && Number.isSafeInteger(value)) return value;
      throw new Error('must be a number of bytes such as 500kB, 10MB or 10MiB');
    },
  });
