import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createProducer, createTopic, deleteTopic, ensureTopics } from '../../lib/kafka';
import { Audit, auditHeader, Journal, newRunId } from '../../lib/audit';
import { eventually } from '../../test/support/eventually';
import type { Fault } from '../fault';
import { Load } from '../load';
import { underLoad } from '../under-load';

const MORE_PARTITIONS = 9;
const FEW = 100;

export const topics: readonly Fault[] = [
  {
    name: 'partitions-added',
    does: 'the topic gets more partitions',
    run: underLoad(async ({ observer, topic }, load, group) => {
      await ensureTopics(observer, [{ name: topic, partitions: MORE_PARTITIONS, replicationFactor: 3 }]);
      await eventually('the new partitions are used', () => load.ackedOf.size === MORE_PARTITIONS, 90_000);
      await group.untilAtWork(MORE_PARTITIONS);
      return `${MORE_PARTITIONS} partitions in use`;
    }),
  },
  {
    name: 'topic-recreated',
    does: 'the topic is deleted under a producer, and made anew',
    async run({ local, observer, topic, messages, rate }) {
      const client = await connect({ brokers: local.bootstrap, clientId: 'topic-recreated' });
      const producer = await createProducer(client, { deliveryTimeoutMs: 5000 });
      const journal = new Journal(newRunId());
      const sendFew = () =>
        Promise.all(Array.from({ length: FEW }, (_, i) => producer.send({ topic, key: `${i}`, value: 'x' })));
      try {
        await sendFew();
        await deleteTopic(observer, topic);
        const errors = (await sendFew()).flatMap((delivery) => (delivery.outcome === 'acked' ? [] : [delivery.error]));
        if (errors.length < FEW) throw new Error(`${FEW - errors.length} acknowledged by a topic that is not there`);
        await createTopic(observer, { name: topic, partitions: 6, replicationFactor: 3 });
        for (let seq = 0; seq < FEW; seq++) {
          const message = { topic, key: `${seq}`, value: 'x', headers: [auditHeader(journal.run, seq)] };
          journal.settle(seq, await producer.send(message));
        }
        journal.complete(FEW);
        const load = await Load.start({ bootstrap: local.bootstrap, topic, rate });
        await load.finish(messages);
        return {
          hit: `meanwhile: ${errors[0]!.message}`,
          audit: new Audit([journal, load.journal]),
          producer: load.stalls,
        };
      } finally {
        await producer.close();
        await client.close();
      }
    },
  },
  {
    name: 'bootstrap-dead',
    does: 'of three bootstrap addresses one refuses and one is silent',
    async run({ local, topic, messages, rate }) {
      const silent = createServer();
      const refusing = createServer();
      for (const server of [silent, refusing]) await once(server.listen(0, '127.0.0.1'), 'listening');
      const portOf = (server: typeof silent) => (server.address() as AddressInfo).port;
      const bootstrap = [`127.0.0.1:${portOf(refusing)}`, `127.0.0.1:${portOf(silent)}`, local.bootstrap[0]!];
      await once(refusing.close(), 'close');
      const connections = once(silent, 'connection');
      try {
        const startedAt = performance.now();
        const load = await Load.start({ bootstrap, topic, rate });
        const connectedMs = performance.now() - startedAt;
        await connections;
        await load.finish(messages);
        return {
          hit: `connected after ${Math.round(connectedMs)} ms`,
          audit: new Audit([load.journal]),
          producer: load.stalls,
        };
      } finally {
        silent.close();
      }
    },
  },
];
