import { History } from './history';

const values = (entries: Record<string, number>) => new Map(Object.entries(entries));
const all = () => true;

describe('the history of values', () => {
  test('is the last of them, of each series from its first that is not 0', () => {
    const history = new History(3, 1000);
    history.add(1000, values({ idle: 0, busy: 0 }));
    history.add(2000, values({ idle: 0, busy: 5 }));
    expect(history.read(all)).toEqual({ times: [1000, 2000], values: { busy: [0, 5] } });
    history.add(3000, values({ busy: 6 }));
    history.add(4000, values({ idle: 0 }));
    expect(history.read(all)).toEqual({ times: [2000, 3000, 4000], values: { busy: [5, 6, 0] } });
  });

  test('has a gap where nobody looked', () => {
    const history = new History(9, 1000);
    history.add(1000, values({ busy: 1 }));
    history.add(9000, values({ busy: 2, late: 3 }));
    expect(history.read(all)).toEqual({
      times: [1000, 2000, 9000],
      values: { busy: [1, null, 2], late: [0, null, 3] },
    });
  });

  test('forgets a series of which only nothing is left', () => {
    const history = new History(2, 1000);
    history.add(1000, values({ once: 1 }));
    for (let at = 2000; at < 8000; at += 1000) history.add(at, values({ once: 0 }));
    expect(history.read(all).values).toEqual({});
  });
});
