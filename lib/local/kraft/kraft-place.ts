import {
  initialControllers,
  kraftOf,
  type BrokerPlace,
  type Cluster,
  type Endpoint,
  type KRaftMetadata,
  type Voter,
} from '../../cluster';
import { certificateFiles } from '../servers/certificate-files';
import { LOOPBACK } from '../servers/loopback';

/** Where the voters are on this machine, in their order. */
export const voterEndpoints = ({ servers }: KRaftMetadata): readonly Endpoint[] =>
  servers.map(({ listener }) => listener.local.advertised);

export const localControllerPlace = (cluster: Cluster, { listener }: Voter, logDir: string): BrokerPlace => ({
  bindAddress: LOOPBACK,
  listeners: [{ name: listener.name, protocol: listener.protocol, ...listener.local }],
  logDir,
  metadata: voterEndpoints(kraftOf(cluster)),
  certificates: certificateFiles(cluster),
});

/** As all voters of a new cluster are to be told of each other. */
export const initialControllersHere = (metadata: KRaftMetadata): string =>
  initialControllers(metadata, voterEndpoints(metadata));
