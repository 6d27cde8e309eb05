import type { StepReport } from '../common/steps';
import { CLEAR_LINE } from './live-line';

const REDRAW_MS = 200;
/** A log is told what a step waits for so often. */
const NOTICE_MS = 5000;
const SIGNS = { done: '✓', failed: '✗', noted: '!' } as const;

/**
 * Prints steps as they go: on a terminal one line a step, redrawn with the elapsed time; elsewhere a plain line when a step ends
 * or waits for long, so that a log holds no control characters.
 */
export function progress(stream: NodeJS.WriteStream = process.stderr): {
  report: (event: StepReport) => void;
  end: () => void;
} {
  const live = stream.isTTY && process.env.TERM !== 'dumb';
  const running = new Map<string, { readonly since: number; readonly detail: string | undefined }>();
  let noticedAt = performance.now();
  let drawn = false;

  const elapsed = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
  const clear = () => {
    if (drawn) stream.write(CLEAR_LINE);
    drawn = false;
  };
  const draw = () => {
    clear();
    const [first, ...others] = [...running].map(([step, { since, detail }]) => ({
      text: detail === undefined ? step : `${step}: ${detail}`,
      since,
    }));
    if (!first) return;
    const rest = others.length > 0 ? ` (${others.map(({ text }) => text).join('; ')})` : '';
    stream.write(`… ${first.text} ${elapsed(first.since)}${rest}`.slice(0, Math.max(20, stream.columns - 1)));
    drawn = true;
  };
  const timer = live ? setInterval(draw, REDRAW_MS).unref() : undefined;

  return {
    report({ step, state, detail }) {
      const since = running.get(step)?.since;
      if (state === 'started') {
        running.set(step, { since: since ?? performance.now(), detail });
        const now = performance.now();
        if (!live && detail && now - Math.max(since ?? now, noticedAt) >= NOTICE_MS) {
          noticedAt = now;
          stream.write(`… ${step}: ${detail}\n`);
        }
      } else {
        running.delete(step);
        if (live) clear();
        const notes = [detail, since === undefined ? undefined : elapsed(since)].filter((note) => note !== undefined);
        stream.write(`${SIGNS[state]} ${step}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}\n`);
      }
      if (live) draw();
    },
    end() {
      clearInterval(timer);
      if (live) clear();
    },
  };
}
