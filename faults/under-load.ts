import { Audit } from '../lib/audit';
import type { Fault, FaultContext } from './fault';
import { Group } from './group';
import { Load, type LoadOptions } from './load';

/** Does the fault and undoes it; returns how it is known to have hit. */
export type Strike = (context: FaultContext, load: Load, group: Group) => Promise<string>;

/** Strikes while a producer and a group of one are at work, both of which must get over it. */
export const underLoad =
  (strike: Strike, options: Partial<LoadOptions> = {}): Fault['run'] =>
  async (context) => {
    const { local, topic, messages, rate } = context;
    const common = { bootstrap: local.bootstrap, topic };
    const load = await Load.start({ ...common, rate, ...options });
    const audit = new Audit([load.journal]);
    const group = new Group(local.bootstrap, topic, `of ${topic}`, audit.readers('the group'));
    try {
      await group.join();
      await group.untilAtWork(6);
      const hit = await strike(context, load, group);
      // It goes on after the fault, not just until then.
      await load.untilAcked(1000);
      return { hit, audit, producer: load.stalls, group };
    } catch (error) {
      await group.leave().catch(() => undefined);
      throw error;
    } finally {
      await load.finish(messages);
    }
  };
