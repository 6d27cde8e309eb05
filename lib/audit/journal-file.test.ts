import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KafkaError } from '../kafka/protocol/errors';
import { JournalFile, readJournals } from './index';

describe('a journal file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
    path = join(folder, 'journal.ndjson');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (): JournalFile => {
    const file = JournalFile.create(path);
    const error = new KafkaError('NOT_STORED', 'x');
    file.next('a').settle({ outcome: 'acked', partition: 2, offset: 40 });
    file.next(null).settle({ outcome: 'failed', error });
    file.next('b').settle({ outcome: 'unknown', partition: 1, error });
    return file;
  };

  test('is read as it was written', async () => {
    const file = write();
    file.close();
    const [journal, ...others] = await readJournals(path);
    expect(others).toEqual([]);
    expect(journal).toMatchObject({ run: file.run, sent: 3, isComplete: true });
    expect([0, 1, 2].map((seq) => journal!.outcomeOf(seq))).toEqual(['acked', 'failed', 'unknown']);
    expect(journal!.placeOf(0)).toEqual({ partition: 2, offset: 40 });
  });

  test('says where its messages were sent to, if it was told, and is altered where another topic is named', async () => {
    write().close();
    expect((await readJournals(path))[0]!.destination).toBeUndefined();
    rmSync(path);
    const file = JournalFile.create(path);
    file.begin({ topic: 'orders', clusterId: 'abc' });
    file.next('a').settle({ outcome: 'acked', partition: 0, offset: 0 });
    file.close();
    const [journal] = await readJournals(path);
    expect(journal).toMatchObject({ sent: 1, isComplete: true, destination: { topic: 'orders', clusterId: 'abc' } });
    writeFileSync(path, readFileSync(path, 'utf8').replace('"orders"', '"others"'));
    await expect(readJournals(path)).rejects.toMatchObject({ code: 'JOURNAL' });
  });

  test('gives each message its number in a header', () => {
    const file = JournalFile.create(path);
    expect([file.next('a').header, file.next('a').header]).toEqual([
      ['audit', `${file.run}/0`],
      ['audit', `${file.run}/1`],
    ]);
    file.close();
  });

  test('may be torn where its producer was killed, and is then not complete', async () => {
    writeFileSync(path, '{"run":"r","seq":0,"key":"a","outcome":"acked","partition":0,"offset":0}\n{"run":"r","se');
    const [journal] = await readJournals(path);
    expect(journal).toMatchObject({ sent: 1, isComplete: false });
  });

  test.each<[how: string, change: (lines: string[]) => void]>([
    ['a line was taken out', (lines) => void lines.splice(1, 1)],
    ['an outcome was altered', (lines) => void lines.splice(1, 1, lines[1]!.replace('failed', 'unknown'))],
    ['lines changed places', (lines) => void lines.splice(0, 2, lines[1]!, lines[0]!)],
    ['a line was added', (lines) => void lines.splice(-1, 0, lines[0]!)],
    ['its beginning was cut off', (lines) => void lines.shift()],
  ])('is refused where %s', async (_, change) => {
    const file = write();
    file.close();
    const lines = readFileSync(path, 'utf8').split('\n');
    change(lines);
    writeFileSync(path, lines.join('\n'));
    await expect(readJournals(path)).rejects.toMatchObject({
      code: 'JOURNAL',
      message: `journal ${path} is not as it was written: lines of run ${file.run} are altered or missing, so that it proves nothing; take a whole copy`,
    });
  });

  test('is read where those of several producers were put into one', async () => {
    const runs = ['a', 'b'].map((name) => {
      path = join(folder, name);
      const file = write();
      file.close();
      return file.run;
    });
    const whole = join(folder, 'whole');
    writeFileSync(whole, Buffer.concat(['a', 'b'].map((name) => readFileSync(join(folder, name)))));
    expect((await readJournals(whole)).map(({ run, isComplete }) => [run, isComplete])).toEqual(
      runs.map((run) => [run, true]),
    );
  });

  test('is refused with the line that is none of a journal', async () => {
    write().close();
    appendFileSync(path, '{"run":"r","seq":-1}\n{"run":"r","sent":0}\n');
    await expect(readJournals(path)).rejects.toMatchObject({
      code: 'JOURNAL',
      message: `${path}:5 is no line of a journal that produce --journal writes: {"run":"r","seq":-1}`,
    });
  });

  test('is refused when it cannot be read or holds nothing', async () => {
    await expect(readJournals(path)).rejects.toMatchObject({ code: 'JOURNAL' });
    writeFileSync(path, '');
    await expect(readJournals(path)).rejects.toThrow(`journal ${path} is empty: nothing to audit`);
  });

  test('never overwrites another', () => {
    write().close();
    expect(() => JournalFile.create(path)).toThrow(`journal ${path} exists: remove it, or choose another file`);
  });
});
