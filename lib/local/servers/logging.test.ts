import { defineCluster, withLogLevels, type LogLevels } from '../../cluster';
import { jvmArguments } from '../java/jvm-arguments';
import { loggingOf } from './logging';
import { ROLES } from './roles';
import { serversOf } from './server';

const levels: LogLevels = { root: 'ERROR', 'kafka.server.KafkaServer': 'OFF', 'kafka.controller': 'TRACE' };

/** As log4j reads it: the last line of a name counts. */
const read = (properties: string): ReadonlyMap<string, string> =>
  new Map(Array.from(properties.matchAll(/^([^#=\n]+)=(.*)$/gm), ([, name, value]) => [name!, value!]));

test('described levels go over the stock ones, and appenders stay', () => {
  const stock = loggingOf(defineCluster({}), 'broker');
  const described = read(withLogLevels(stock, levels));
  expect(described.get('log4j.rootLogger')).toBe('ERROR, console');
  expect(described.get('log4j.logger.kafka.controller')).toBe('TRACE');
  expect(described.get('log4j.logger.state.change.logger')).toBe(read(stock).get('log4j.logger.state.change.logger'));
  expect(withLogLevels(stock, {})).toBe(stock);
});

test.each(['broker', 'zookeeper'] as const)('a %s that serves can say so, whatever levels are described', (role) => {
  const described = read(loggingOf(defineCluster({ logLevels: { [role]: levels } }), role));
  for (const logger of Object.keys(ROLES[role].startedLoggers)) {
    expect(described.get(`log4j.logger.${logger}`)).toBe('INFO');
  }
});

test('only the servers of which something is described have other flags', () => {
  const [zookeeper, broker] = serversOf(
    defineCluster({ brokers: 1, jvm: { broker: ['-XX:+UseParallelGC'] } }),
    '/data',
  ).map((server) => jvmArguments(server, 'jars', []));
  expect(zookeeper).toContain('-XX:+UseSerialGC');
  expect(broker!.filter((flag) => flag.endsWith('GC'))).toEqual(['-XX:+UseParallelGC']);
});
