import { addressText, interBrokerListener, type Cluster } from '../../lib/cluster';
import { KafkaFixture } from './kafka-fixture';

const LOGIN = 'org.apache.kafka.common.security.scram.ScramLoginModule required;';

/** No description has it yet: at INTERNAL one logs in by SCRAM, at EXTERNAL nobody does; an authorizer asks of all what ACLs say. */
const secured = (cluster: Cluster): Cluster => ({
  ...cluster,
  config: {
    ...cluster.config,
    'authorizer.class.name': 'kafka.security.authorizer.AclAuthorizer',
    'allow.everyone.if.no.acl.found': 'true',
    'inter.broker.listener.name': 'EXTERNAL',
    'listener.security.protocol.map': 'INTERNAL:SASL_PLAINTEXT,EXTERNAL:PLAINTEXT',
    'sasl.enabled.mechanisms': 'SCRAM-SHA-256,SCRAM-SHA-512',
    'listener.name.internal.scram-sha-256.sasl.jaas.config': LOGIN,
    'listener.name.internal.scram-sha-512.sasl.jaas.config': LOGIN,
  },
});

/** A cluster of three brokers that knows users and ACLs, and a client of it that may do all, for the tests of a file. */
export class SecuredFixture extends KafkaFixture {
  constructor() {
    super({}, secured);
  }

  /** `host:port` of each broker, where one has to log in. */
  get withLogin(): string[] {
    return this.local.cluster.brokers.map((broker) => addressText(interBrokerListener(broker).local.advertised));
  }
}
