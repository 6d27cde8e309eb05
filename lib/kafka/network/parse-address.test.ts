import { parseAddress } from './parse-address';

describe('the address of a broker', () => {
  test.each([
    ['localhost:9092', { host: 'localhost', port: 9092 }],
    ['broker-1.kafka.svc:19090', { host: 'broker-1.kafka.svc', port: 19090 }],
    ['[::1]:9092', { host: '::1', port: 9092 }],
  ])('%s is understood', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  test.each([
    '',
    'localhost',
    'localhost:',
    ':9092',
    'localhost:0',
    'localhost:65536',
    'a b:1',
    '::1:9092',
    'PLAINTEXT://a:1',
  ])('"%s" is refused', (text) => {
    expect(() => parseAddress(text)).toThrow(
      `a broker's address is host:port with a port of 1 to 65535, but "${text}" was given`,
    );
  });
});
