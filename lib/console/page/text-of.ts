import type { Content } from '../api';

/** How bytes may be looked at. */
export type Form = 'json' | 'text' | 'hex';

export const bytesOf = (content: Content): Uint8Array =>
  'text' in content
    ? new TextEncoder().encode(content.text)
    : Uint8Array.from(atob(content.base64), (character) => character.charCodeAt(0));

/** The form that shows most of it. */
export function formOf(content: Content): Form {
  if (!('text' in content)) return 'hex';
  return asJson(content.text) === undefined ? 'text' : 'json';
}

export function textOf(content: Content, form: Form): string {
  if (form === 'hex' || !('text' in content)) return hex(bytesOf(content));
  return form === 'json' ? (asJson(content.text) ?? content.text) : content.text;
}

/** Indented, if it is an object or a list. Numbers stay as they were written, which `JSON.parse` would round. */
function asJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return indented(text);
}

function indented(text: string): string {
  const out: string[] = [];
  let depth = 0;
  const line = () => out.push(`\n${'  '.repeat(depth)}`);
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g)) {
    if (token === '}' || token === ']') {
      depth--;
      if (out.at(-1) !== '{' && out.at(-1) !== '[') line();
      out.push(token);
      continue;
    }
    if (out.at(-1) === '{' || out.at(-1) === '[') line();
    out.push(token === ':' ? ': ' : token);
    if (token === '{' || token === '[') depth++;
    if (token === ',') line();
  }
  return out.join('');
}

/** Sixteen bytes a line, with their offsets and what is printable. */
export function hex(bytes: Uint8Array): string {
  const rows: string[] = [];
  for (let start = 0; start < bytes.length; start += 16) {
    const row = [...bytes.subarray(start, start + 16)];
    const digits = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const printable = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    rows.push(`${start.toString(16).padStart(8, '0')}  ${digits.padEnd(47)}  ${printable}`);
  }
  return rows.join('\n');
}

/** Control characters by their pictures, so that each can be told from nothing. Those of direction could turn a line around. */
export const visible = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : `\u27e8U+${code.toString(16).toUpperCase()}\u27e9`;
  });
