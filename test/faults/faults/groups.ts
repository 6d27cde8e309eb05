import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault';
import { untilDeposed } from '../observe';
import { restart } from '../scene';
import { underLoad } from '../under-load';
import { CommittedOffsets } from '../committed-offsets';

const CHURN_MS = 2000;

export const groups: readonly Fault[] = [
  {
    name: 'members-churn',
    does: 'members join and leave a group every 2 s',
    run: underLoad(async (scene, _, group) => {
      const before = group.assignments;
      for (let round = 0; round < 2 * scene.rounds; round++) {
        const members = [await group.join(), await group.join()];
        for (const member of members) {
          await delay(CHURN_MS);
          await member.leave();
        }
      }
      const more = group.assignments - before;
      if (more < 3) throw new Error(`the partitions were assigned only ${more} times`);
      return `assigned ${more} times`;
    }),
  },
  {
    name: 'coordinator-killed',
    does: 'the coordinator of a group is killed while the group commits',
    run: underLoad(async (scene, _, group) => {
      const args = { groupId: group.groupId, coordinatorType: 0 };
      const { coordinator } = await scene.observer.askAny('GroupCoordinator', args);
      const committed = await CommittedOffsets.watch(scene.local.bootstrap, group.groupId, scene.topic);
      try {
        await committed.untilRisen(3);
        await scene.local.kill('broker', coordinator.nodeId, 'SIGKILL');
        await untilDeposed(scene, coordinator.nodeId);
        await committed.untilRisen(3);
        await restart(scene);
        await committed.untilRisen(3);
      } finally {
        await committed.stop();
      }
      const moved = await scene.observer.askAny('GroupCoordinator', args);
      return `coordinator was broker ${coordinator.nodeId}, then ${moved.coordinator.nodeId}; no committed offset fell`;
    }),
  },
];
