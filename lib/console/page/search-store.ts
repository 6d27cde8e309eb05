import { useEffect, useRef, useState } from 'preact/hooks';
import type { Cursor, MessageRow, SearchEnd, SearchLine, TailLine } from '../api';
import { lines } from './ask';

/** What is looked for, as the address of the page has it. */
export interface Query {
  /** `newest`, `oldest`, `@17` or a time in milliseconds. */
  readonly from: string;
  /** One of them; empty for all. */
  readonly partition: string;
  readonly key: string;
  readonly text: string;
  readonly limit: string;
}

export interface Found {
  readonly messages: readonly MessageRow[];
  readonly searched: number;
  /** How many there are to be searched. */
  readonly of: number;
  readonly isRunning: boolean;
  readonly end?: SearchEnd | undefined;
  readonly next?: Cursor | undefined;
  /** Of a live tail: what came too fast, or while it was paused, to be shown. */
  readonly leftOut: number;
  readonly failure?: string | undefined;
}

const NOTHING: Found = { messages: [], searched: 0, of: 0, isRunning: false, leftOut: 0 };
/** A browser that shows more is slow. */
const MAX_TAILED = 500;

export interface MessageSearch extends Found {
  /** Finds anew. */
  readonly search: (query: Query) => void;
  /** Adds the next page. */
  readonly more: (query: Query) => void;
  /** Follows what is written from now on. */
  readonly tail: (query: Query) => void;
  readonly stop: () => void;
  readonly isPaused: boolean;
  readonly pause: (isPaused: boolean) => void;
}

/** One search at a time; another one, or leaving the page, ends it. */
export function useSearch(topic: string): MessageSearch {
  const [found, setFound] = useState(NOTHING);
  const [isPaused, setPaused] = useState(false);
  const paused = useRef(false);
  const running = useRef<AbortController | null>(null);
  const path = `/api/topics/${encodeURIComponent(topic)}`;
  useEffect(() => () => running.current?.abort(), []);

  const run = async <Line>(
    read: (signal: AbortSignal) => AsyncIterable<Line>,
    begin: Found,
    take: (found: Found, line: Line) => Found,
  ): Promise<void> => {
    running.current?.abort();
    const stop = (running.current = new AbortController());
    setFound({ ...begin, isRunning: true, failure: undefined });
    const update = (change: (found: Found) => Found) => !stop.signal.aborted && setFound(change);
    try {
      // Many lines come at once, and each picture of them takes a while.
      let waiting: Line[] = [];
      let isDrawn = true;
      const draw = () => {
        const taken = waiting;
        waiting = [];
        isDrawn = true;
        update((before) => taken.reduce(take, before));
      };
      for await (const line of read(stop.signal)) {
        waiting.push(line);
        if (isDrawn) requestAnimationFrame(draw);
        isDrawn = false;
      }
      draw();
      update((before) => ({ ...before, isRunning: false }));
    } catch (error) {
      update((before) => ({ ...before, isRunning: false, failure: (error as Error).message }));
    }
  };
  const page = (query: Query, cursor?: Cursor) => (signal: AbortSignal) =>
    lines<SearchLine>(`${path}/messages?${queryText(query)}${cursor ? `&cursor=${cursorText(cursor)}` : ''}`, signal);
  const pause = (now: boolean) => {
    paused.current = now;
    setPaused(now);
  };

  return {
    ...found,
    isPaused,
    pause,
    search: (query) => void run(page(query), NOTHING, searched),
    more: (query) => void run(page(query, found.next), found, searched),
    tail: (query) => {
      pause(false);
      const followed = (before: Found, line: TailLine): Found => tailed(before, line, paused.current);
      void run((signal) => lines<TailLine>(`${path}/tail?${queryText(query)}`, signal), NOTHING, followed);
    },
    stop: () => {
      running.current?.abort();
      setFound((before) => ({ ...before, isRunning: false }));
    },
  };
}

function searched(before: Found, line: SearchLine): Found {
  if ('message' in line) return { ...before, messages: [...before.messages, line.message] };
  if ('end' in line) return { ...before, end: line.end, next: line.next };
  if ('fault' in line) return { ...before, failure: line.fault };
  return { ...before, searched: line.searched, of: line.of };
}

function tailed(before: Found, line: TailLine, isPaused: boolean): Found {
  if ('fault' in line) return { ...before, failure: line.fault };
  const { messages, leftOut } = line;
  if (isPaused) return { ...before, leftOut: before.leftOut + leftOut + messages.length };
  const all = [...messages.toReversed(), ...before.messages];
  return { ...before, messages: all.slice(0, MAX_TAILED), leftOut: before.leftOut + leftOut };
}

function queryText({ from, partition, key, text, limit }: Query): string {
  const given = { from, partitions: partition, key, text, limit };
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== '')).toString();
}

const cursorText = (cursor: Cursor): string =>
  Object.entries(cursor)
    .map(([partition, offset]) => `${partition}:${offset}`)
    .join();
