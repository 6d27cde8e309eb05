import { delay } from './async';
import { teller, type ClientHooks } from './hooks';
import type { LogEntry } from './log';

const broker = { address: 'a:1' };

describe('telling a hook', () => {
  test('calls it as a method of what was given, if it is there', () => {
    class Counter implements ClientHooks {
      count = 0;
      connected(): void {
        this.count++;
      }
    }
    const counter = new Counter();
    const tell = teller<ClientHooks>(counter, () => undefined);
    tell('connected', broker);
    tell('disconnected', { ...broker, reason: 'none' });
    teller<ClientHooks>(undefined, () => undefined)('connected', broker);
    expect(counter.count).toBe(1);
  });

  test.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects with', () => Promise.reject(new Error('no'))],
  ])('logs what it %s, and goes on', async (_, connected) => {
    const entries: LogEntry[] = [];
    teller<ClientHooks>({ connected: () => void 0, disconnected: connected }, (entry) => entries.push(entry))(
      'disconnected',
      { ...broker, reason: 'none' },
    );
    await delay(1);
    expect(entries).toEqual([{ level: 'error', message: 'a hook failed', hook: 'disconnected', reason: 'no' }]);
  });
});
