import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressText, clientListener, type Cluster } from '../../lib/cluster';
import { Authority } from './certificates';
import { KafkaFixture } from './kafka-fixture';

/** By name: each is a listener of its own, on the ports behind that of EXTERNAL, where nobody logs in. */
const PROTOCOLS = { MTLS: 'SSL', TLS: 'SASL_SSL', LOGIN: 'SASL_PLAINTEXT', SHORT: 'SASL_PLAINTEXT' } as const;

type Place = keyof typeof PROTOCOLS;

const SECURITY = 'org.apache.kafka.common.security';
const MODULES = {
  plain: `${SECURITY}.plain.PlainLoginModule required user_alice="alice-secret" user_bob="bob-secret";`,
  'scram-sha-256': `${SECURITY}.scram.ScramLoginModule required;`,
  'scram-sha-512': `${SECURITY}.scram.ScramLoginModule required;`,
  oauthbearer: `${SECURITY}.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";`,
} as const;

/** How long a login lasts at SHORT, milliseconds. */
export const SESSION_MS = 3000;

/**
 * One real broker that speaks all that Kafka has to keep others out, for the tests of a file: TLS with certificates of both sides,
 * logins by each mechanism over TLS and without, and ACLs. `client` may do all: it is one of those that nobody asks who they are.
 */
export class SecuredBroker extends KafkaFixture {
  /** Of certificates, and of what a test puts there. It ends with the tests of the file. */
  folder!: string;
  /** Whose certificates are taken on both sides. */
  authority!: Authority;
  /** Whose are not. */
  stranger!: Authority;

  constructor() {
    super({ metadata: 'kraft', brokers: 1, topics: {} }, async (cluster) => {
      this.folder = await mkdtemp(join(tmpdir(), 'kafka-streaming-certificates-'));
      this.authority = new Authority(this.folder, 'ca');
      this.stranger = new Authority(this.folder, 'stranger');
      return secured(cluster, this.authority);
    });
    afterAll(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  /** As `host:port`. */
  at(place: Place): string {
    return `localhost:${portOf(this.local.cluster, place)}`;
  }
}

const portOf = ({ brokers: [broker] }: Cluster, place: Place): number =>
  clientListener(broker!).local.port + 1 + Object.keys(PROTOCOLS).indexOf(place);

function secured(cluster: Cluster, authority: Authority): Cluster {
  const places = Object.keys(PROTOCOLS) as Place[];
  const servers = cluster.brokers[0]!.listeners;
  const listening = [
    ...servers.map(({ name, local: { port } }) => `${name}://127.0.0.1:${port}`),
    ...places.map((name) => `${name}://127.0.0.1:${portOf(cluster, name)}`),
  ];
  const advertised = [
    ...servers.map(({ name, local }) => `${name}://${addressText(local.advertised)}`),
    ...places.map((name) => `${name}://localhost:${portOf(cluster, name)}`),
  ];
  const protocols = [
    ...servers.map(({ name, protocol }) => `${name}:${protocol}`),
    ...places.map((name) => `${name}:${PROTOCOLS[name]}`),
  ];
  const logins = places.flatMap((place) =>
    Object.entries(MODULES).map(([mechanism, module]) => [
      `listener.name.${place.toLowerCase()}.${mechanism}.sasl.jaas.config`,
      module,
    ]),
  );
  return {
    ...cluster,
    config: {
      ...cluster.config,
      listeners: listening.join(','),
      'advertised.listeners': advertised.join(','),
      'listener.security.protocol.map': protocols.join(','),
      'ssl.keystore.type': 'PEM',
      'ssl.keystore.location': authority.issue('broker', 'DNS:localhost').bothFile,
      'ssl.truststore.type': 'PEM',
      'ssl.truststore.location': authority.own.certFile,
      'ssl.client.auth': 'none',
      'listener.name.mtls.ssl.client.auth': 'required',
      'ssl.principal.mapping.rules': 'RULE:^CN=([^,]+).*$/$1/,DEFAULT',
      'sasl.enabled.mechanisms': Object.keys(MODULES).join(',').toUpperCase(),
      'listener.name.short.sasl.enabled.mechanisms': 'SCRAM-SHA-256',
      'listener.name.short.scram-sha-256.connections.max.reauth.ms': `${SESSION_MS}`,
      ...(Object.fromEntries(logins) as Record<string, string>),
      'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'allow.everyone.if.no.acl.found': 'true',
      'super.users': 'User:ANONYMOUS',
    },
  };
}
