import { spawnSync } from 'node:child_process';
import { hostAddresses } from '../../../lib/cluster';
import { createTopic } from '../../../lib/kafka';
import { run } from '../../support/run';
import type { KindCluster } from '../support/kind-cluster';
import { audit, FLAWLESS, produce } from '../support/traffic';

/** With one address to begin with: everything else must be reached at what the brokers advertise. */
export function servesTheHost(kind: KindCluster): void {
  const { cluster } = kind;
  const replicationFactor = cluster.replication.factor;
  const withTopic = async (address: string, name: string) => {
    const client = await kind.connect([address]);
    await createTopic(client, { name, partitions: 6, replicationFactor });
    return client;
  };
  const withoutKcat = spawnSync('kcat', ['-V']).error !== undefined;

  describe.each(hostAddresses(cluster))('a client on the host that knows %s alone', (address) => {
    test('produces and consumes with kafkajs', async () => {
      const topic = `kafkajs-${address.replace(':', '-')}`;
      const client = await withTopic(address, topic);
      expect(await audit(client, topic, await produce(client, topic, 500))).toEqual(FLAWLESS);
      await client.close();
    });

    const title = 'produces and consumes with kcat';
    (withoutKcat ? test.skip : test)(withoutKcat ? `${title} (skipped: no kcat on the PATH)` : title, async () => {
      const topic = `kcat-${address.replace(':', '-')}`;
      await (await withTopic(address, topic)).close();
      const values = Array.from({ length: 500 }, (_, i) => `value ${i}`);
      const common = ['-b', address, '-t', topic];
      const input = values.map((value, i) => `${i}|${value}\n`).join('');
      expect(await run('kcat', [...common, '-P', '-K', '|', '-X', 'acks=all'], { input })).toMatchObject({
        exitCode: 0,
      });
      const { exitCode, stdout } = await run('kcat', [...common, '-C', '-e', '-q']);
      expect(exitCode).toBe(0);
      expect(stdout.trimEnd().split('\n').sort()).toEqual(values.sort());
    });
  });
}
