import { rejection } from '../../../test/support/rejection';
import { Committer } from './committer';

const at = (partition: number, offset: number) => ({ topic: 't', partition, offset });

/** Commits whose ends the test decides. */
function commits() {
  const calls: { readonly offsets: readonly object[]; readonly end: (isMember: boolean | Error) => void }[] = [];
  const commit = (offsets: readonly object[]) =>
    new Promise<boolean>((resolve, reject) => {
      const end = (isMember: boolean | Error) => (typeof isMember === 'boolean' ? resolve(isMember) : reject(isMember));
      calls.push({ offsets, end });
    });
  return { calls, commit };
}

describe('the commits of a member', () => {
  test('let the work go on, and the next one takes the latest of each partition along', async () => {
    const { calls, commit } = commits();
    const committer = new Committer(commit, 10_000);
    for (const offset of [at(0, 1), at(1, 5), at(0, 2), at(0, 3)]) expect(await committer.add(offset)).toBe(true);
    expect(calls.map(({ offsets }) => offsets)).toEqual([[at(0, 1)]]);
    calls[0]!.end(true);
    const flushed = committer.flush();
    await new Promise(setImmediate);
    expect(calls.slice(1).map(({ offsets }) => offsets)).toEqual([[at(1, 5), at(0, 3)]]);
    calls[1]!.end(true);
    expect(await flushed).toBe(true);
    expect(calls).toHaveLength(2);
  });

  test('are waited for by whoever flushes as far as they were added before, though more and more come', async () => {
    const { calls, commit } = commits();
    const committer = new Committer(commit, 10_000);
    await committer.add(at(0, 1));
    await committer.add(at(0, 2));
    let isFlushed = false;
    const flushed = committer.flush().then(() => (isFlushed = true));
    calls[0]!.end(true);
    await new Promise(setImmediate);
    await committer.add(at(0, 3));
    expect(isFlushed).toBe(false);
    calls[1]!.end(true);
    await flushed;
  });

  test('tell of a refusal, and no more are made', async () => {
    const { calls, commit } = commits();
    const committer = new Committer(commit, 10_000);
    await committer.add(at(0, 1));
    await committer.add(at(0, 2));
    calls[0]!.end(false);
    expect(await committer.flush()).toBe(false);
    expect(await committer.add(at(0, 3))).toBe(false);
    expect(calls).toHaveLength(1);
    expect(committer.refused).toEqual([at(0, 3)]);
  });

  test('tell of a failure', async () => {
    const { calls, commit } = commits();
    const committer = new Committer(commit, 10_000);
    await committer.add(at(0, 1));
    const failure = new Error('out of reach');
    calls[0]!.end(failure);
    expect(await rejection(committer.flush())).toBe(failure);
    expect(await rejection(committer.add(at(0, 2)))).toBe(failure);
  });

  test('are waited for when they take too long', async () => {
    const { calls, commit } = commits();
    const committer = new Committer(commit, -1);
    let isDone = false;
    const added = committer.add(at(0, 1)).then(() => (isDone = true));
    await new Promise(setImmediate);
    expect(isDone).toBe(false);
    calls[0]!.end(true);
    await added;
  });
});
