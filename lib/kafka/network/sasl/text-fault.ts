/** Why a text is no name and no password, as the end of a sentence: it is not shown. SASLprep refuses control characters as well (RFC 4013). */
export function textFault(text: unknown): string | undefined {
  if (typeof text !== 'string') return 'is no text';
  if (text === '') return 'is empty';
  return /[\u0000-\u001f\u007f-\u009f]/.test(text) ? 'has line ends or other control characters' : undefined;
}
