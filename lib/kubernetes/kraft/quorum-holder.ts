import { kraftOf, type Cluster } from '../../cluster';
import { BROKERS_SERVE } from '../brokers-serve';
import { FORMAT_SCRIPT, formatStorage } from './format-storage';
import { quorumPorts, voterEndpoints } from './quorum';

/** What starts a broker or a controller, of `files`. */
export const START_SCRIPT = 'start-node.sh';

/** The pods of the voters, as brokers see them; those may be the brokers themselves. */
export const quorumHolder = (cluster: Cluster) => ({
  component: kraftOf(cluster).role,
  port: Object.values(quorumPorts(cluster))[0]!,
  endpoints: voterEndpoints(cluster),
  startScript: START_SCRIPT,
  scripts: [START_SCRIPT, FORMAT_SCRIPT, BROKERS_SERVE],
  before: [formatStorage(cluster, 'broker')],
});
