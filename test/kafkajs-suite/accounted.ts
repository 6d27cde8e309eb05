interface Accounted {
  readonly spec: RegExp;
  readonly test: RegExp;
  readonly because: string;
}

/** Tests that may fail, whoever is judged, each with the reason. */
const accounted: readonly Accounted[] = [
  { spec: /./, test: /SSL|SASL/, because: 'the listeners here are PLAINTEXT: TLS and SASL come later' },
  { spec: /Acls/, test: /./, because: 'the brokers here have no authorizer: access rules come with security' },
  {
    spec: /fetchOffsets\./,
    test: /resolvedOffsets option/,
    because: 'it takes a callback and returns a promise: jest 30 refuses that',
  },
  {
    spec: /concurrentTransaction/,
    test: /ongoing transaction on connect/,
    because: 'kafkajs itself fails it on Kafka 3.9.2',
  },
];

export const reasonFor = (spec: string, test: string): string | undefined =>
  accounted.find((one) => one.spec.test(spec) && one.test.test(test))?.because;
