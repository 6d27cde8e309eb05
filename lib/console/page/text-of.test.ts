import { formOf, hex, textOf, visible } from './text-of';

const text = (value: string) => ({ size: value.length, text: value });

describe('the bytes of a message', () => {
  test('are shown as JSON where they are an object or a list, with each number as it was written', () => {
    const content = text('{"id":12345678901234567890,"list":[1.10,{}],"text":"a\\"b{,}:"}');
    expect(formOf(content)).toBe('json');
    expect(textOf(content, 'json')).toBe(
      '{\n  "id": 12345678901234567890,\n  "list": [\n    1.10,\n    {}\n  ],\n  "text": "a\\"b{,}:"\n}',
    );
  });

  test('are shown as text where they are no JSON, and as hexadecimal digits where they are no text', () => {
    expect([formOf(text('{"a"')), formOf(text('17')), formOf({ size: 1, base64: '/w==' })]).toEqual([
      'text',
      'text',
      'hex',
    ]);
    expect(textOf({ size: 4, base64: '/wAhQQ==' }, 'json')).toBe(
      '00000000  ff 00 21 41                                      ..!A',
    );
    expect(hex(new Uint8Array(17)).split('\n')[1]).toMatch(/^00000010 {2}00 +\.$/);
  });

  test('show each control character, and none that turns a line around', () => {
    expect(visible('a\u0000\tb\u007f\u202ec')).toBe('a␀␉b␡⟨U+202E⟩c');
  });
});
