import type { ClusterDescription } from '../cluster';
import { configOf, containerOf, find, manifestsOf } from './testing/manifests';

describe('JVMs', () => {
  const variable = (description: ClusterDescription, kind: string, component: string, name: string) =>
    containerOf(find(manifestsOf(description), kind, component).spec.template!).env.find((each) => each.name === name)
      ?.value;

  test('have no flags of anybody else unless described', () => {
    for (const name of ['broker', 'zookeeper']) expect(variable({}, 'StatefulSet', name, 'KAFKA_OPTS')).toBeUndefined();
  });

  test('have described flags after ours', () => {
    const jvm = { broker: ['-XX:+UseG1GC', '-Xss512k'], zookeeper: ['-Xss256k'], ui: ['-Xss1m'] };
    expect(variable({ jvm }, 'StatefulSet', 'broker', 'KAFKA_OPTS')).toBe('-XX:+UseG1GC -Xss512k');
    expect(variable({ jvm }, 'StatefulSet', 'zookeeper', 'KAFKA_OPTS')).toBe('-Xss256k');
    expect(variable({ jvm }, 'Deployment', 'kafka-ui', 'JAVA_OPTS')).toMatch(/^-Xms\d+m -Xmx\d+m -Xss1m$/);
  });

  test('log from the described levels on, and the others as before', () => {
    const logging = (description: ClusterDescription, name: string) =>
      configOf(manifestsOf(description), name)['log4j.properties'];
    const described = { logLevels: { broker: { root: 'WARN', 'kafka.controller': 'DEBUG' } } } as const;
    expect(logging(described, 'broker')).toMatch(/^log4j\.rootLogger=WARN, stdout$/m);
    expect(logging(described, 'broker')).toMatch(/^log4j\.logger\.kafka\.controller=DEBUG$/m);
    expect(logging(described, 'zookeeper')).toBe(logging({}, 'zookeeper'));
  });
});
