import { isDnsLabel, isLabelValue, isQualifiedName, isQuantity, isSubdomain, isVariableName } from './syntax';

const long = (length: number): string => 'a'.repeat(length);

test.each<readonly [string, (text: string) => boolean, readonly string[], readonly string[]]>([
  ['label', isDnsLabel, ['a', '1a-b2', long(63)], ['', 'A', '-a', 'a-', 'a.b', 'a_b', 'ab c', long(64)]],
  [
    'subdomain',
    isSubdomain,
    ['a', 'a.b-c.1', `${long(63)}.${long(63)}.${long(63)}.${long(61)}`],
    ['', 'a..b', '.a', 'a.', 'a.B', `${long(63)}.${long(63)}.${long(63)}.${long(62)}`],
  ],
  [
    'qualified name',
    isQualifiedName,
    ['a', 'A_b.c-1', 'example.com/a', `a/${long(63)}`],
    ['', '/a', 'a/', 'a/b/c', 'A.com/a', '-a', 'a-', 'a b', long(64)],
  ],
  ['value of a label', isLabelValue, ['', 'a', 'A_b.c-1', long(63)], ['-a', 'a-', 'a b', 'a/b', long(64)]],
  [
    'quantity',
    isQuantity,
    ['1', '0.5', '100m', '64Mi', '1.5Gi', '1e3', '12E', '7k', '1.123456789'],
    ['', 'm', '.5', '1.', '1mi', '1 Gi', '1e', '1e123', '1.1234567890', '1234567890123456', 'x1', '1Gi2'],
  ],
  ['name of a variable', isVariableName, ['A', '_a1', 'a_B'], ['', '1a', 'a-b', 'a b', 'ä', '-a']],
])('what is a %s, and what is none', (_, is, legal, others) => {
  expect(legal.filter((text) => !is(text))).toEqual([]);
  expect(others.filter(is)).toEqual([]);
});
