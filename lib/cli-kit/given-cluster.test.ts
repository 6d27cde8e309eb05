import { givenCluster } from './given-cluster';
import { parseSettings } from './parse-settings';
import { brokers, string } from './setting';

const named = (flag: string, env: string) =>
  string({ flag: [flag], env: [env], metavar: 'X', default: undefined, help: '' });
const settings = {
  brokers,
  cluster: named('cluster', 'KAFKA_CLUSTER'),
  name: named('name', 'KAFKA_NAME'),
  folder: string({ flag: ['folder'], env: ['KAFKA_FOLDER'], metavar: 'X', default: '.local', help: '' }),
  topic: named('topic', 'TOPIC'),
};

test.each([
  ['nothing', [], {}, {}],
  ['flags, and no others', ['--name', 'second', '--topic', 't'], {}, { name: 'second' }],
  ['variables', [], { KAFKA_FOLDER: '/data', KAFKA_CLUSTER: 'small' }, { folder: '/data', cluster: 'small' }],
  ['addresses', ['-b', 'a:1,b:2'], {}, { brokers: 'a:1,b:2' }],
  ['addresses of a variable', [], { KAFKA_BROKERS: 'a:1' }, { brokers: 'a:1' }],
  ['a name that is typed over them', ['--name', 'second'], { KAFKA_BROKERS: 'a:1' }, { name: 'second' }],
  ['addresses that are typed over a name', ['-b', 'a:1'], { KAFKA_NAME: 'x' }, { brokers: 'a:1', name: 'x' }],
])('a cluster is said by %s', (_, args, env, said) => {
  expect(givenCluster(parseSettings(settings, args, env))).toEqual(said);
});
