import type { AuditedMessage } from '../lib/audit';

interface Printed {
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly headers?: readonly string[];
}

/** What `consume --json` has printed; the last line may be torn, as after a kill. */
export const printedMessages = (stdout: string): AuditedMessage[] =>
  stdout
    .slice(0, stdout.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Printed)
    .map(({ partition, offset, key, headers = [] }) => ({
      partition,
      offset,
      key: key === null ? null : Buffer.from(key),
      headers: headers.flatMap((name, index) =>
        index % 2 === 0 ? [[name, Buffer.from(headers[index + 1]!)] as const] : [],
      ),
    }));
