import { DescriptionError, descriptionFault, faultOfDescription, noDescription, placeOf } from './description-fault';
import { project } from './project';

const file = project.description;

/** As Node.js makes it: an error, and where it was thrown. */
const thrown = (error: Error, at = `${file}:12:5`) =>
  Object.assign(error, { stack: `${error.name}: ${error.message}\n    at Object.<anonymous> (${at})` });

test.each<[string, unknown, string]>([
  ['an error, with its line', thrown(new Error('no brokers')), 'no brokers (line 12)'],
  ['the kind of an error that has one', thrown(new TypeError('x is null')), 'TypeError: x is null (line 12)'],
  ['only the first line of a long one', thrown(new Error('no brokers\nin cluster "a"')), 'no brokers (line 12)'],
  ['what is no error', 'nothing', 'it threw nothing'],
  [
    'a place that stands in the text already',
    new Error(`Error transforming ${file}: Unexpected token (3:14)`),
    'Unexpected token (3:14)',
  ],
])('of a description at fault is told %s', (_, error, reason) => {
  expect(descriptionFault(error)).toBe(`cluster.ts cannot be used: ${reason}`);
});

test('without a line in its stack, none is told', () => {
  const error = Object.assign(new Error(`cannot read ${file}`), { stack: undefined });
  expect(descriptionFault(error)).toBe(`cluster.ts cannot be used: cannot read ${file}`);
});

test('a description that another file misses is not there', () => {
  const missing = (name: string, code = 'MODULE_NOT_FOUND') =>
    thrown(Object.assign(new Error(`Cannot find module '${name}'`), { code }), '/x/main.ts:1:1');
  expect(descriptionFault(missing('./cluster'))).toBe(noDescription(file));
  expect(descriptionFault(missing('../../cluster'))).toBe(noDescription(file));
  expect(noDescription(file)).toBe(`there is no ${file}: put it back, or describe a cluster there`);
  for (const other of [
    missing('./cluster', 'EACCES'),
    missing('./clusters'),
    missing('my/cluster'),
    missing('./other'),
  ])
    expect(descriptionFault(other)).toBeUndefined();
});

test('what was thrown elsewhere is no fault of the description', () => {
  const elsewhere = thrown(new Error('broken'), '/x/other.ts:1:1');
  expect(descriptionFault(elsewhere)).toBeUndefined();
  expect(faultOfDescription(elsewhere)).toBe(elsewhere);
});

test('a fault of the description is bad input', () => {
  const fault = faultOfDescription(thrown(new Error('no brokers')));
  expect(fault).toBeInstanceOf(DescriptionError);
  expect(fault).toMatchObject({
    name: 'DescriptionError',
    code: 'DESCRIPTION',
    exitCode: 2,
    message: 'cluster.ts cannot be used: no brokers (line 12)',
  });
});

test('all faults of a cluster, which have an exit code already, are told where it is described', () => {
  const error = thrown(Object.assign(new Error('brokers is 0\nname is empty'), { exitCode: 2 }));
  expect(placeOf(error)).toBe('cluster.ts:12: ');
  expect(faultOfDescription(error)).toMatchObject({
    exitCode: 2,
    message: 'cluster.ts:12: brokers is 0\nname is empty',
    cause: error,
  });
});

test('where no line of it is known, none is told', () => {
  expect(placeOf(thrown(new Error('x'), '/x/other.ts:1:1'))).toBe('');
  expect(placeOf(Object.assign(new Error('x'), { stack: undefined }))).toBe('');
});
