import type { StepReport } from './report';
import { undoneOnFailure } from './steps';

describe('steps', () => {
  it('are reported as they go, and timed', async () => {
    const events: StepReport[] = [];
    const result = await undoneOnFailure(
      (event) => events.push(event),
      async (step, timings) => {
        await step({ name: 'one', run: () => Promise.resolve() });
        return { two: await step({ name: 'two', run: () => Promise.resolve(2) }), timings };
      },
    );
    expect(result.two).toBe(2);
    expect(result.timings.map(({ step }) => step)).toEqual(['one', 'two']);
    expect(events.map(({ step, state }) => `${step} ${state}`)).toEqual([
      'one started',
      'one done',
      'two started',
      'two done',
    ]);
  });

  it('are undone when one fails: the last first, the failed one too, and the error stays the same', async () => {
    const undone: string[] = [];
    const states: string[] = [];
    const failure = new Error('no');
    const undo = (name: string) => () => Promise.resolve(undone.push(name));
    const run = undoneOnFailure(
      ({ step, state }) => states.push(`${step} ${state}`),
      async (step) => {
        await step({ name: 'one', run: () => Promise.resolve(), undo: undo('one') });
        await step({ name: 'two', run: () => Promise.reject(failure), undo: undo('two') });
        await step({ name: 'three', run: () => Promise.resolve(), undo: undo('three') });
      },
    );
    await expect(run).rejects.toBe(failure);
    expect(undone).toEqual(['two', 'one']);
    expect(states).toEqual(['one started', 'one done', 'two started', 'two failed']);
  });
});
