import { exposition } from './exposition';

test('metrics are told as Prometheus reads them, with labels common to all', () => {
  const lag = {
    name: 'lag',
    help: 'how far\nbehind',
    samples: [
      { labels: { group: 'a"b\\c\nd' }, value: 3 },
      { labels: { group: 'b' }, value: 0.5 },
    ],
  };
  expect(exposition([{ name: 'up', help: 'is it', samples: [{ value: 1 }] }, lag], { cluster: 'kafka' })).toBe(
    [
      '# HELP up is it',
      '# TYPE up gauge',
      'up{cluster="kafka"} 1',
      '# HELP lag how far\\nbehind',
      '# TYPE lag gauge',
      'lag{cluster="kafka",group="a\\"b\\\\c\\nd"} 3',
      'lag{cluster="kafka",group="b"} 0.5',
      '',
    ].join('\n'),
  );
});

test('nothing in common, no labels', () => {
  expect(exposition([{ name: 'up', help: 'is it', samples: [{ value: 0 }] }], {})).toContain('\nup 0\n');
});
