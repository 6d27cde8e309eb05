const REDRAW_MS = 500;
const LOG_MS = 1000;

/** On a terminal: takes back what the line shows, so that another can be written there. */
export const CLEAR_LINE = '\r\x1b[2K';

/** Keeps one line on the terminal up to date; elsewhere, where that would only fill a log, calls `log` once a second. */
export function liveLine(text: () => string, log: () => void): { end: () => void } {
  const live = process.stderr.isTTY;
  const timer = live
    ? setInterval(() => process.stderr.write(`${CLEAR_LINE}${text()}`), REDRAW_MS)
    : setInterval(log, LOG_MS);
  return {
    end() {
      clearInterval(timer);
      if (live) process.stderr.write(CLEAR_LINE);
    },
  };
}
