import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { crc32 } from 'node:zlib';
import { KafkaError, messageOf } from '../kafka/protocol/errors';
import { Journal } from './journal';
import { parseJournalLine } from './journal-line';

/**
 * The journals of a file, one a run. The last line may be torn: the producer was killed while it wrote.
 * @throws {KafkaError} `JOURNAL` for a file that cannot be read, for any other line that is none of a journal, and for a run whose
 * lines are not those that were written
 */
export async function readJournals(path: string): Promise<Journal[]> {
  const journals = new Map<string, Journal>();
  const checksums = new Map<string, number>();
  let number = 0;
  let torn: string | undefined;
  try {
    for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      if (torn !== undefined) throw new KafkaError('JOURNAL', torn);
      number++;
      const line = parseJournalLine(text);
      if (!line) {
        torn = `${path}:${number} is no line of a journal that produce --journal writes: ${text.slice(0, 80)}`;
        continue;
      }
      let journal = journals.get(line.run);
      if (!journal) journals.set(line.run, (journal = new Journal(line.run)));
      const checksum = checksums.get(line.run) ?? 0;
      checksums.set(line.run, crc32(`${text}\n`, checksum));
      if (journal.isComplete || ('sent' in line && line.checksum !== checksum))
        throw new KafkaError('JOURNAL', alteredText(path, line.run));
      if ('sent' in line) journal.complete(line.sent);
      else if ('topic' in line) journal.destination = { topic: line.topic, clusterId: line.clusterId };
      else journal.settle(line.seq, line);
    }
  } catch (error) {
    if (error instanceof KafkaError) throw error;
    throw new KafkaError('JOURNAL', `journal ${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  if (journals.size === 0) throw new KafkaError('JOURNAL', torn ?? `journal ${path} is empty: nothing to audit`);
  return [...journals.values()];
}

const alteredText = (path: string, run: string): string =>
  `journal ${path} is not as it was written: lines of run ${run} are altered or missing, so that it proves nothing; take a whole copy`;
