import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { header, lines, type ProducerRecord } from './messages';

const never = new AbortController().signal;

let folder: string;
beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), 'messages-'))));
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string, keyField?: string): Promise<ProducerRecord[]> {
  const file = path.join(folder, 'lines');
  await writeFile(file, text, 'latin1');
  const drafts = [];
  for await (const { key, value } of lines(file, keyField, never))
    drafts.push({ key, value: value.toString('latin1') });
  return drafts;
}

test('every line is a message; \\n and \\r\\n end it, nothing else; empty ones are none', async () => {
  const values = ['a', 'b', 'c\rd', '\xe2\x80\xa8', '\xff\0\x80', 'e\r', '\x85'];
  expect(await read(`a\r\n\nb\n${values.slice(2).join('\n')}`)).toEqual(
    values.map((value) => ({ key: null, value: value.replace(/\r$/, '') })),
  );
});

test('the key is taken from a field of JSON lines, the value stays as it was written', async () => {
  expect(await read('{ "id": 7, "x": 1 }\n{"id":"a"}\n', 'id')).toEqual([
    { key: '7', value: '{ "id": 7, "x": 1 }' },
    { key: 'a', value: '{"id":"a"}' },
  ]);
});

test.each(['12345678901234567890', '1e400', '1.0', '-0', '0.10', '1E+2'])(
  'the key %s keeps its digits',
  async (digits) => {
    for (const json of [`{"id":${digits}}`, `{"a":{"id":1},"x":"\\"id\\":2","b":[{"id":3}],"id": ${digits} ,"c":4}`])
      expect(await read(json, 'id')).toEqual([{ key: digits, value: json }]);
  },
);

test('of two fields of one name the last one is the key, also where it is written otherwise', async () => {
  expect(await read('{"id":1.0,"i\\u0064":2.0}', 'id')).toMatchObject([{ key: '2.0' }]);
});

test.each([
  ['{"id":1}\nnot json', /lines:2 must be a JSON object, as --key-field is given, but it is not json$/],
  ['{"other":1}', /lines:1 must have a text, number or boolean in "id"/],
  ['null', /lines:1 must have a text/],
  ['{"id":{}}', /lines:1 must have a text/],
  ['{"id":"\\ud800"}', /lines:1 must have a text/],
  ['{"id":"\xff"}', /lines:1 must be a JSON object in UTF-8, as/],
])('%j is refused with the number of the line', async (text, fault) => expect(read(text, 'id')).rejects.toThrow(fault));

test('a file that is not there is bad input', async () => {
  const missing = lines(path.join(folder, 'missing'), undefined, never)[Symbol.asyncIterator]();
  await expect(missing.next()).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/^--file must be a readable file/) as string,
  });
});

test('a header keeps its commas and colons', () => {
  expect(header('date:Mon, 01 Jan 00:00')).toEqual(['date', 'Mon, 01 Jan 00:00']);
});

test.each(['a', ':1'])('"%s" is no header', (given) => expect(() => header(given)).toThrow('must be NAME:VALUE'));
