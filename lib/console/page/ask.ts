import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../api';

/** What the server refuses, in its words. */
export class AskError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

async function answered(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new AskError('NO_CONSOLE', 'the console does not answer: is it still running?');
  }
  if (response.ok) return response;
  const { code, message } = (await response.json()) as Failure;
  throw new AskError(code, message);
}

/** @throws {AskError} */
export const ask = async <Answer>(path: string, signal?: AbortSignal): Promise<Answer> =>
  (await (await answered(path, signal ? { signal } : {})).json()) as Answer;

/** Changes something. @throws {AskError} */
export const tell = async <Answer>(method: 'POST' | 'DELETE', path: string, body: unknown): Promise<Answer> =>
  (await (
    await answered(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  ).json()) as Answer;

/** An answer of one line of JSON each, as they come. @throws {AskError} */
export async function* lines<Line>(path: string, signal: AbortSignal): AsyncGenerator<Line, void, undefined> {
  const response = await answered(path, { signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const whole = text.split('\n');
    text = whole.pop()!;
    for (const line of whole) yield JSON.parse(line) as Line;
  }
}

interface Asked<Answer> {
  readonly answer: Answer | undefined;
  readonly failure: string | undefined;
  /** Asks at once. */
  readonly again: () => void;
}

/** Asks, and again every `everyMs` while the page is seen. What was answered stays until something else is. */
export function useAsked<Answer>(path: string, everyMs?: number): Asked<Answer> {
  const [asked, setAsked] = useState<Omit<Asked<Answer>, 'again'>>({ answer: undefined, failure: undefined });
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const once = async () => {
      if (document.hidden) return;
      try {
        setAsked({ answer: await ask<Answer>(path, stop.signal), failure: undefined });
      } catch (error) {
        if (!stop.signal.aborted) setAsked(({ answer }) => ({ answer, failure: (error as Error).message }));
      }
    };
    void once();
    const timer = everyMs === undefined ? undefined : setInterval(() => void once(), everyMs);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [path, everyMs, times]);
  return { ...asked, again: () => setTimes((before) => before + 1) };
}
