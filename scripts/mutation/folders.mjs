/**
 * @typedef {object} Folder Code that is judged together, by the tests that stand in the same folder.
 * @property {readonly string[]} sourcesLeftOut what is not changed
 * @property {readonly string[]} testsLeftOut what is not asked
 * @property {boolean} ignoresStatic whether changes of what is computed once, as a module loads, are left out: each asks all tests
 */

/** @type {Readonly<Record<string, Folder>>} */
export const folders = {
  'lib/cli-kit': {
    // Both belong together: programs that are started as processes of their own, which Stryker does not see into.
    sourcesLeftOut: ['described-clusters.ts', 'interruption.ts', 'plain-errors.ts', 'print.ts', 'program.ts'],
    testsLeftOut: ['program.test.ts'],
    ignoresStatic: true,
  },
  'lib/kafka/protocol': {
    // Lists of fields and codes: Kafka's own classes judge them, in test/local/kafka-protocol.test.ts.
    sourcesLeftOut: ['requests/*.ts', 'consumer-protocol.ts', 'kafka-errors.ts'],
    testsLeftOut: [],
    ignoresStatic: false,
  },
  'lib/cluster': {
    // Printed from Kafka's jars and from Kubernetes' API, and compared with them by tests.
    sourcesLeftOut: ['kafka-configs.ts', 'pods/kubernetes-types.ts'],
    testsLeftOut: [],
    ignoresStatic: false,
  },
  // Whatever its tests look at, they first load cdk8s, for seconds.
  'lib/kubernetes': { sourcesLeftOut: [], testsLeftOut: [], ignoresStatic: true },
};
