import { readFileSync, writeFileSync } from 'node:fs';
import type { ProducerOptions } from '../../lib/kafka';

/** What every contestant of a row does alike. */
export interface Workload {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly messages: number;
  /** Values, one a line. */
  readonly payloadFile: string;
  readonly compression: Exclude<ProducerOptions['compression'], undefined | ((topic: string) => unknown)>;
  /** Messages a second. @default - as fast as it goes */
  readonly rate?: number;
}

export const LINGER_MS = 5;
export const BATCH_BYTES = 262_144;
export const BUFFER_BYTES = 33_554_432;

/** What a contestant made of it. */
export interface Outcome {
  readonly messages: number;
  readonly elapsedMs: number;
  /** Of it, what is left without connecting and joining a group. */
  readonly fetchMs?: number;
  /** From the call to the acknowledgement. */
  readonly p50Ms?: number;
  readonly p99Ms?: number;
}

const LINES = 1000;

/** Lines of `size` bytes that look like what people send, and compress like it. */
export function writePayloads(file: string, size: number): void {
  const lines = Array.from({ length: LINES }, (_, i) => {
    const line = JSON.stringify({
      id: i,
      at: 1_764_000_000_000 + i * 977,
      status: STATUS[i % STATUS.length],
      text: '',
    });
    return line.slice(0, -2) + noise(i, size - line.length) + '"}';
  });
  writeFileSync(file, lines.join('\n'));
}

export const readPayloads = (file: string): Buffer[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => Buffer.from(line));

const STATUS = ['new', 'paid', 'sent'];
const WORDS = ['order', 'parcel', 'Wien', 'Porto', 'invoice', 'tea', 'cup', '47110815', 'express', 'return'];

function noise(seed: number, length: number): string {
  let text = '';
  for (let i = seed; text.length < length; i = (i * 7919 + 13) % 65_521) text += `${WORDS[i % WORDS.length]!} ${i} `;
  return text.slice(0, length);
}
