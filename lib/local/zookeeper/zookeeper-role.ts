import { zooKeeperOf, zookeeperProperties } from '../../cluster';
import { DATA, type ServerRole } from '../servers/server-role';
import { localZooKeeperPlace } from './zookeeper-place';

export const ZOOKEEPER: ServerRole = {
  mainClass: 'org.apache.zookeeper.server.quorum.QuorumPeerMain',
  propertiesFile: 'zookeeper.properties',
  properties: (cluster, id) => zookeeperProperties(zooKeeperOf(cluster), localZooKeeperPlace(cluster, id, `./${DATA}`)),
  clientPort: /^(?:secureC|c)lientPort=(\d+)$/m,
  // It reads its id from there, and only as a member of an ensemble.
  dataFiles: (id) => ({ myid: `${id}\n` }),
  trace: 'version-2',
  initialHeap: '16Mi',
  startedText: /PrepRequestProcessor \(sid:\d+\) started|Peer state changed: \w+ - broadcast/,
  startedLoggers: {
    'org.apache.zookeeper.server.PrepRequestProcessor': 'INFO',
    'org.apache.zookeeper.server.quorum.QuorumPeer': 'INFO',
  },
};
