const ESCAPED: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

/** What Java reads of a file of properties: `name=value` or `name: value`, lines that go on behind a `\`, and comments. */
export function parseProperties(text: string): ReadonlyMap<string, string> {
  const lines: string[] = [];
  let unfinished = '';
  for (const line of text.split(/\r\n|\r|\n/)) {
    const trimmed = line.replace(/^[ \t\f]+/, '');
    if (unfinished === '' && /^([#!]|$)/.test(trimmed)) continue;
    const isGoingOn = /(?<!\\)(\\\\)*\\$/.test(trimmed);
    unfinished += isGoingOn ? trimmed.slice(0, -1) : trimmed;
    if (isGoingOn) continue;
    lines.push(unfinished);
    unfinished = '';
  }
  if (unfinished !== '') lines.push(unfinished);
  return new Map(lines.map(property));
}

function property(line: string): readonly [name: string, value: string] {
  const [, name = '', value = ''] = /^((?:\\.|[^\\=:\s])*)[ \t\f]*[=:]?[ \t\f]*(.*)$/s.exec(line) ?? [];
  return [unescaped(name), unescaped(value)];
}

const unescaped = (text: string): string =>
  text.replaceAll(/\\(?:u([\da-fA-F]{4})|(.))/gs, (_, code: string | undefined, letter: string) =>
    code === undefined ? (ESCAPED[letter] ?? letter) : String.fromCharCode(parseInt(code, 16)),
  );
