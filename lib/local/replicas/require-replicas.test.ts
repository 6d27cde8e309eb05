import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverFolder } from '../servers/server-folder';
import { requireReplicas } from './require-replicas';
import { shortReplicas } from './short-replicas';

const MARKS = 'replication-offset-checkpoint';
const ON_DISK = 'recovery-point-offset-checkpoint';

describe('replicas without their folders', () => {
  let folder: string;
  const brokers = () => [1, 2, 3].map((id) => serverFolder(folder, 'broker', id));
  const pathOf = (id: number, name: string): string => join(brokers()[id - 1]!.data, name);
  const note = (id: number, file: string, ...entries: string[]): void =>
    writeFileSync(pathOf(id, file), `${[0, entries.length, ...entries].join('\n')}\n`);
  const refusal = (stopped = [1, 2, 3]): string | undefined => {
    try {
      requireReplicas(
        brokers().filter(({ id }) => stopped.includes(id)),
        brokers(),
      );
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'replicas-'));
    for (const { data } of brokers()) mkdirSync(data, { recursive: true });
    for (const file of [MARKS, ON_DISK]) note(1, file, 'orders 0 7', 'empty 0 0');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('are refused where messages of them were acknowledged, with what says that those are lost', () => {
    const made = pathOf(1, 'orders-0');
    expect(refusal()).toBe(
      `no broker has the files of orders/0 any more, of which messages were acknowledged: put them back as they were at the last stop, or say that they are lost: mkdir ${made}`,
    );
    mkdirSync(made);
    expect(refusal()).toBeUndefined();
  });

  test('are told by the first few where they are many, with one command that makes the folders of all', () => {
    const all = Array.from({ length: 500 }, (_, partition) => `orders ${partition} 7`);
    for (const file of [MARKS, ON_DISK]) note(1, file, ...all, 'here 0 7', 'empty 0 0');
    mkdirSync(pathOf(1, 'here-0'));
    writeFileSync(pathOf(1, 'here-0/kept'), '');
    const told = refusal()!;
    expect(told).toMatch(/ of orders\/0, orders\/1, orders\/10 and 497 more any more, /);
    expect(told.length).toBeLessThan(600);
    execFileSync('sh', ['-c', told.slice(told.indexOf(' lost: ') + ' lost: '.length)]);
    expect(refusal()).toBeUndefined();
    expect(readdirSync(brokers()[0]!.data).filter((name) => name.startsWith('orders-'))).toHaveLength(500);
    expect(existsSync(pathOf(1, 'here-0/kept'))).toBe(true);
  });

  test('are refused where only the file is left that says what has reached the disk', () => {
    rmSync(pathOf(1, MARKS));
    expect(refusal()).toMatch(/ orders\/0 any more/);
    writeFileSync(pathOf(1, MARKS), '0\n2\norders 0');
    expect(refusal()).toMatch(/ orders\/0 any more/);
  });

  test('are none where another broker has the replica, or runs with its files open', () => {
    mkdirSync(pathOf(2, 'orders-0'));
    expect(refusal()).toBeUndefined();
    rmSync(pathOf(2, 'orders-0'), { recursive: true });
    note(2, MARKS, 'orders 0 7');
    expect(refusal([1, 3])).toBeUndefined();
  });

  test('are none of a topic that was deleted as the last of the broker, whose marks stay', () => {
    note(1, ON_DISK);
    expect(refusal()).toBeUndefined();
  });

  test.each(['is gone', 'is cut off'])('are short of what others hold, though what the broker knew %s', (how) => {
    // A batch of one message, as far as its header is read.
    const batch = Buffer.alloc(61);
    batch.writeInt32BE(49, 8);
    batch.writeInt8(2, 16);
    mkdirSync(pathOf(2, 'orders-0'));
    writeFileSync(pathOf(2, `orders-0/${'0'.repeat(20)}.log`), batch);
    const stopped = { ...brokers()[2]!, isOfAnotherStart: false };
    note(3, MARKS);
    expect(shortReplicas([stopped], brokers()).get('broker-3')!.held).toEqual([]);
    if (how === 'is gone') rmSync(pathOf(3, MARKS));
    else writeFileSync(pathOf(3, MARKS), '0\n1\n');
    for (const file of [MARKS, ON_DISK]) rmSync(pathOf(1, file));
    expect(shortReplicas([stopped], brokers()).get('broker-3')!.held).toEqual(['orders-0']);
  });
});
