import { connect, createProducer, createTopic, type Producer } from '../../lib/kafka';
import { eventually } from '../../test/support/eventually';
import { denyWriting } from '../deny-writing';
import type { Fault } from '../fault';
import { underLoad } from '../under-load';

/** Far above what an answer takes, far below the producer's time-out of a minute. */
const AT_ONCE_MS = 5000;

const AUTHORIZER = {
  'authorizer.class.name': 'kafka.security.authorizer.AclAuthorizer',
  // The authorizer's own, and so none of the brokers' that a description takes.
  'allow.everyone.if.no.acl.found': 'true',
};

export const denied: readonly Fault[] = [
  {
    name: 'message-denied',
    does: 'one message among others goes to a topic that its producer may not write to',
    arrange: (cluster) => ({ ...cluster, config: { ...cluster.config, ...AUTHORIZER } }),
    run: underLoad(async ({ local, observer, topic }) => {
      const forbidden = `${topic}-forbidden`;
      await createTopic(observer, { name: forbidden, partitions: 1, replicationFactor: 3 });
      await denyWriting(local.bootstrap, forbidden);
      const client = await connect({ brokers: local.bootstrap, clientId: 'message-denied' });
      try {
        const producer = await createProducer(client);
        const isDenied = async () => (await producer.send({ topic: forbidden, value: 'x' })).outcome === 'failed';
        await eventually('all brokers know of the ACL', isDenied);
        const hit = await onlyTheSecondFails(producer, [topic, forbidden, topic]);
        await producer.close();
        return hit;
      } finally {
        await client.close();
      }
    }),
  },
];

async function onlyTheSecondFails(producer: Producer, topics: readonly string[]): Promise<string> {
  const sentAt = performance.now();
  const deliveries = await Promise.all(topics.map((topic) => producer.send({ topic, value: 'x' })));
  const tookMs = Math.round(performance.now() - sentAt);
  const [first, refused, last] = deliveries;
  if (first?.outcome !== 'acked' || last?.outcome !== 'acked' || refused?.outcome !== 'failed')
    throw new Error(`only the second should have failed: ${JSON.stringify(deliveries)}`);
  const { code, message } = refused.error;
  if (code !== 'TOPIC_AUTHORIZATION_FAILED') throw new Error(`it failed for another reason, ${code}: ${message}`);
  if (tookMs > AT_ONCE_MS) throw new Error(`it failed only after ${tookMs} ms`);
  return `only it failed, after ${tookMs} ms: ${message}`;
}
