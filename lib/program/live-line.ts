const REDRAW_MS = 500;
const LOG_MS = 1000;

/** Keeps one line on the terminal up to date; elsewhere, where that would only fill a log, calls `log` once a second. */
export function liveLine(text: () => string, log: () => void): { end: () => void } {
  const live = process.stderr.isTTY;
  const timer = live
    ? setInterval(() => process.stderr.write(`\r\x1b[2K${text()}`), REDRAW_MS)
    : setInterval(log, LOG_MS);
  return {
    end() {
      clearInterval(timer);
      if (live) process.stderr.write('\r\x1b[2K');
    },
  };
}
