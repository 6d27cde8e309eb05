export * from './zookeeper';
export { zookeeperProperties, type ZooKeeperPeer, type ZooKeeperPlace } from './zookeeper-properties';
