import { propertiesText } from '../../lib/cluster/properties';
import { fuzz } from '../fuzz/fuzz';
import { openJudges, type Judges } from '../fuzz/judges';
import { hostileNames, mostHostileName } from '../support/hostile-names';

jest.setTimeout(120_000);

let judges: Judges;
beforeAll(async () => {
  judges = await openJudges();
});
afterAll(() => judges.close());

const isReadBack = (properties: Readonly<Record<string, string>>): Promise<string> =>
  judges.ask(['properties', propertiesText(properties), Object.entries(properties).flat().join('\0')]);

// The separator of the question is the one sign left out.
const LETTERS = Array.from({ length: 0x10ffff }, (_, index) => index + 1)
  .filter((point) => (point < 0xd800 || point > 0xdfff) && (point < 0x10000 || point % 997 === 0))
  .map((point) => String.fromCodePoint(point));

test('Java reads back every letter, in values and in names', async () => {
  expect(await isReadBack({ all: LETTERS.join(''), backwards: LETTERS.reverse().join('') })).toBe('ok');
  expect(await isReadBack(Object.fromEntries(LETTERS.map((letter) => [`${letter}a${letter}`, letter + letter])))).toBe(
    'ok',
  );
});

test.each([mostHostileName, ...hostileNames])('Java reads back %j', async (name) => {
  expect(await isReadBack({ [name]: name, b: `/x/${name}/y` })).toBe('ok');
});

test('a judge speaks up', async () => {
  expect(await judges.ask(['properties', 'a=ü', 'a\0u'])).toBe('IllegalStateException: a is ü, not u');
  expect(await judges.ask(['broker', 'zookeeper.connect=z\nlog.segment.bytes=3000000000'])).toMatch(/^ConfigException/);
  expect(await judges.ask(['zookeeper', 'dataDir=x\nclientPort=many'])).toMatch(/NumberFormatException/);
  expect(await judges.ask(['topic', 'retention.ms=-2', 'zookeeper.connect=z\nbroker.id=1'])).toMatch(/ConfigException/);
});

// Others by `npm run fuzz -- --count 2000 --seed 1`.
test('whatever is accepted passes the judges of Kafka, ZooKeeper and Kubernetes, and nothing crashes', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  const { accepted, refused, findings } = await fuzz(seed, 200, judges);
  expect({ seed, findings }).toEqual({ seed, findings: [] });
  expect(accepted).toBeGreaterThan(30);
  expect(refused).toBeGreaterThan(30);
});
