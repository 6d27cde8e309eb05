import type { Cluster } from '../../../cluster';
import { command } from '../../../package';
import type { Check, Finding } from '../check';
import { someOf } from '../../../package/some-of';

/** Of so many topics at once a command is given. */
const MAX_NAMED = 20;

/** Topics that one broker less closes for producers. Kafka wants of no topic more replicas in sync than it has. */
export const minInSync: Check = {
  id: 'min-in-sync',
  follows: ['servers', 'answers', 'registration', 'properties'],
  findings({ cluster, kafka }) {
    const groups = new Map<string, Closed>();
    for (const { name, replicationFactor: replicas, config } of kafka?.topics.values() ?? []) {
      const wanted = Number(config.values.get('min.insync.replicas') ?? 1);
      if (replicas === 1 || wanted < replicas) continue;
      const { topics } = groups.get(`${wanted}/${replicas}`) ?? { topics: [] };
      groups.set(`${wanted}/${replicas}`, { wanted, replicas, topics: [...topics, name] });
    }
    return [...groups.values()].map((closed) => finding(cluster, closed));
  },
};

interface Closed {
  readonly wanted: number;
  readonly replicas: number;
  readonly topics: readonly string[];
}

/** One more replica costs disk; wanting fewer costs safety, and is advised only where there is no broker for one more. */
function finding(cluster: Cluster, { wanted, replicas, topics }: Closed): Finding {
  const [is, their] = topics.length === 1 ? ['topic', 'its'] : ['topics', 'their'];
  const want = topics.length === 1 ? 'wants' : 'want';
  const what = `${is} ${someOf(topics)} ${want} ${wanted} of ${replicas} replicas in sync: the restart of any broker stops ${their} producers`;
  const names = topics.slice(0, MAX_NAMED).join(' ');
  const brokers = cluster.brokers.length;
  if (brokers > wanted) {
    const fixed = cluster.topics.filter(({ name, isFactorDerived }) => topics.includes(name) && !isFactorDerived);
    const also = fixed.length === 0 ? '' : `; describe ${wanted + 1} too, of ${someOf(fixed.map(({ name }) => name))}`;
    const more = command('topics', `reassign ${names} --replication-factor ${wanted + 1}`);
    return { level: 'warning', what: `${what}${also}`, command: more };
  }
  const fewer = replicas - 1;
  const disks = `${fewer} ${fewer === 1 ? 'disk' : 'disks'}`;
  return {
    level: 'warning',
    what: `${what}; ${brokers} brokers hold no replica more: describe more of them, or want ${fewer}, and what is acknowledged is on ${disks} for certain rather than ${replicas}`,
    command: command('topics', `alter ${names} -c min.insync.replicas=${fewer}`),
  };
}
