import { project } from '../../../lib/cli-kit';
import { deleteTopic, describeTopic } from '../../../lib/kafka';
import { up } from '../../../lib/kind';
import { rejection } from '../../support/rejection';
import { KindCluster } from '../support/kind-cluster';

/** `kind` is the cluster as it is described now. */
export function makesTopicsWhatIsDescribed(kind: KindCluster): void {
  const { description } = kind.cluster;
  const upWith = (config: Readonly<Record<string, number>>) => {
    const topics = { ...description.topics, kept: { partitions: 1, config } };
    return up(new KindCluster({ ...description, topics }).cluster, {
      folder: project.kindFolder,
      project: project.root,
      deadlineMs: 300_000,
    });
  };

  test('topics are what is described after each up, also where that is a former list, or one was deleted meanwhile', async () => {
    const client = await kind.connect();
    const config = async () =>
      Object.fromEntries((await describeTopic(client, 'kept')).config.map(({ name, value }) => [name, Number(value)]));
    const [first, second] = [{ 'max.message.bytes': 1_111_111 }, { 'max.message.bytes': 2_222_222 }];
    try {
      for (const described of [first, second, first]) {
        await upWith(described);
        expect(await config()).toMatchObject(described);
      }
      const fewer = await rejection(upWith({ ...first, 'retention.ms': 1000 }));
      expect(fewer.message).toContain('but retention.ms=1000 is described, which does not keep all of its messages');
      await deleteTopic(client, 'kept');
      await upWith(first);
      expect(await config()).toMatchObject(first);
    } finally {
      await deleteTopic(client, 'kept');
      await client.close();
    }
  });
}
