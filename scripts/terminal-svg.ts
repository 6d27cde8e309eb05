/** A line of a terminal. */
export interface Line {
  readonly text: string;
  /** Milliseconds from the beginning until it came. */
  readonly atMs: number;
}

const FONT_SIZE = 14;
const LINE_HEIGHT = 20;
/** Of a character, as monospaced fonts have it. */
const WIDTH = FONT_SIZE * 0.602;
const MARGIN = 16;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * A picture of a terminal, its lines coming one by one as they did; who wants less motion sees them all at once.
 * @param command what was typed
 */
export function terminalSvg(command: string, lines: readonly Line[]): string {
  const all = [{ text: `$ ${command}`, atMs: 0 }, ...lines];
  const width = Math.ceil(Math.max(...all.map(({ text }) => text.length)) * WIDTH + 2 * MARGIN);
  const height = all.length * LINE_HEIGHT + 2 * MARGIN;
  const texts = all.map(({ text, atMs }, index) => {
    const y = MARGIN + (index + 0.75) * LINE_HEIGHT;
    const delay = atMs > 0 ? ` style="animation-delay:${(atMs / 1000).toFixed(1)}s"` : '';
    const style = index === 0 ? ' class="typed"' : delay;
    return `<text x="${MARGIN}" y="${y}"${style}>${escaped(text)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img">
<title>${escaped(command)}</title>
<style>
rect { fill: #16181d }
text { font: ${FONT_SIZE}px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #d7dae0; white-space: pre; animation: come 1ms both }
.typed { fill: #8bd5a0 }
@keyframes come { from { opacity: 0 } to { opacity: 1 } }
@media (prefers-reduced-motion: reduce) { text { animation: none } }
</style>
<rect width="${width}" height="${height}" rx="8"/>
${texts.join('\n')}
</svg>
`;
}
