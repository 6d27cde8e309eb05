import { Steps, type StepReport } from './steps';

describe('steps', () => {
  test('are reported as they go, and timed', async () => {
    const events: StepReport[] = [];
    const steps = new Steps((event) => events.push(event));
    await steps.run('one', () => Promise.resolve());
    expect(await steps.run('two', () => Promise.resolve(2), { outcome: (n) => `found ${n}` })).toBe(2);
    expect(steps.timings.map(({ step }) => step)).toEqual(['one', 'two']);
    expect(events).toEqual([
      { step: 'one', state: 'started' },
      { step: 'one', state: 'done' },
      { step: 'two', state: 'started' },
      { step: 'two', state: 'done', detail: 'found 2' },
    ]);
  });

  test('are undone the last first, the failed one too, each once', async () => {
    const undone: string[] = [];
    const states: string[] = [];
    const failure = new Error('no');
    const undo = (name: string) => ({ undo: () => Promise.resolve(undone.push(name)) });
    const steps = new Steps(({ step, state }) => states.push(`${step} ${state}`));
    await steps.run('one', () => Promise.resolve(), undo('one'));
    await expect(steps.run('two', () => Promise.reject(failure), undo('two'))).rejects.toBe(failure);
    await steps.undo();
    await steps.undo();
    expect(undone).toEqual(['two', 'one']);
    expect(states).toEqual(['one started', 'one done', 'two started', 'two failed']);
  });
});
