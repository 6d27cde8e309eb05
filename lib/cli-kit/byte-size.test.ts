import { byteSize } from './byte-size';

const parse = (given: string) => byteSize({ help: '', metavar: 'BYTES' }).parse([given], 'flag');

test.each([
  ['1', 1],
  ['1000B', 1000],
  ['500kB', 500_000],
  ['500 kB', 500_000],
  ['1.5m', 1_500_000],
  ['10MiB', 10_485_760],
  ['2Gi', 2_147_483_648],
  ['1TB', 1e12],
])('%s is %d bytes', (given, expected) => {
  expect(parse(given)).toBe(expected);
});

test.each(['', '0', '0.4', '-1', '10XB', 'i', '1e3', 'MB', '99999999TB', '1 000', '10MB/s'])(
  '"%s" is none',
  (given) => {
    expect(() => parse(given)).toThrow('must be a number of bytes such as 500kB, 10MB or 10MiB');
  },
);
