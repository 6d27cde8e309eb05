import { project } from '../../../lib/cli-kit';
import { deleteTopic, describeTopic } from '../../../lib/kafka';
import { up } from '../../../lib/kind';
import { KindCluster } from '../support/kind-cluster';

/** `kind` is the cluster as it is described now. */
export function makesTopicsWhatIsDescribed(kind: KindCluster): void {
  const { description } = kind.cluster;
  const upWith = (retention: number) => {
    const topics = { ...description.topics, kept: { partitions: 1, config: { 'retention.ms': retention } } };
    return up(new KindCluster({ ...description, topics }).cluster, {
      folder: project.kindFolder,
      project: project.root,
      deadlineMs: 300_000,
    });
  };

  test('topics are what is described after each up, also where that is a former list, or one was deleted meanwhile', async () => {
    const client = await kind.connect();
    const retention = async () =>
      (await describeTopic(client, 'kept')).config.find(({ name }) => name === 'retention.ms')?.value;
    for (const described of [1_111_111, 2_222_222, 1_111_111]) {
      await upWith(described);
      expect(await retention()).toBe(String(described));
    }
    await deleteTopic(client, 'kept');
    await upWith(1_111_111);
    expect(await retention()).toBe('1111111');
    await deleteTopic(client, 'kept');
    await client.close();
  });
}
