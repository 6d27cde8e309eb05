const REDRAW_MS = 500;

/** Keeps one line on the terminal up to date; elsewhere, where it would only fill a log, it shows nothing. */
export function liveLine(text: () => string): { end: () => void } {
  if (!process.stderr.isTTY) return { end: () => undefined };
  const timer = setInterval(() => process.stderr.write(`\r\x1b[2K${text()}`), REDRAW_MS);
  return {
    end() {
      clearInterval(timer);
      process.stderr.write('\r\x1b[2K');
    },
  };
}
