import { kraftOf, type Cluster, type Endpoint, type Voter } from '../../cluster';
import { hostOf } from '../addresses';
import type { Ports } from '../services';

/** Each voter is reached by a Service of its own, as each broker is: a pod that comes back has a new address, its Service does not. */
export const voterEndpoint = (cluster: Cluster, { name, listener }: Voter): Endpoint => ({
  host: hostOf(cluster, name),
  port: listener.pod!.port,
});

/** Of each voter, where the others and the brokers reach it. */
export const voterEndpoints = (cluster: Cluster): readonly Endpoint[] =>
  kraftOf(cluster).servers.map((voter) => voterEndpoint(cluster, voter));

/** Those that pods of voters have for the quorum. */
export const quorumPorts = (cluster: Cluster): Ports => {
  const { portName, port } = kraftOf(cluster).servers[0]!.listener.pod!;
  return { [portName]: port };
};
