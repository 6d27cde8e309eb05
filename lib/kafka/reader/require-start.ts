import { invalidOption, requireOptions } from '../client/require-options';
import type { Start } from './options';

/** @throws {KafkaError} `INVALID_OPTION` */
export function requireStart(from: unknown): asserts from is Start {
  if (from === 'beginning' || from === 'end') return;
  const [kind, value] = (Object.entries(from ?? {}) as [string, unknown][])[0] ?? [];
  const offsets: unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [value];
  if (kind === 'offset') for (const offset of offsets) requireOptions({ offset });
  else if (kind === 'last' || kind === 'skip' || kind === 'timestamp') requireOptions({ [kind]: value });
  else throw invalidOption('from', "'beginning', 'end' or { offset }, { last }, { skip } or { timestamp }", from);
}
