import type { Definition } from 'kafkajs/src/protocol/requests/*';
import type { ApiName } from './apis';

/** Loaded when first needed: all of them together take as long as a short program has to live. */
export const requests: Readonly<Record<ApiName, () => Promise<{ readonly default: Definition }>>> = {
  ListOffsets: () => import('kafkajs/src/protocol/requests/listOffsets'),
  AddPartitionsToTxn: () => import('kafkajs/src/protocol/requests/addPartitionsToTxn'),
  AddOffsetsToTxn: () => import('kafkajs/src/protocol/requests/addOffsetsToTxn'),
  EndTxn: () => import('kafkajs/src/protocol/requests/endTxn'),
  CreateTopics: () => import('kafkajs/src/protocol/requests/createTopics'),
  CreatePartitions: () => import('kafkajs/src/protocol/requests/createPartitions'),
  DeleteTopics: () => import('kafkajs/src/protocol/requests/deleteTopics'),
  DescribeConfigs: () => import('kafkajs/src/protocol/requests/describeConfigs'),
  ListGroups: () => import('kafkajs/src/protocol/requests/listGroups'),
  DescribeGroups: () => import('kafkajs/src/protocol/requests/describeGroups'),
  OffsetFetch: () => import('kafkajs/src/protocol/requests/offsetFetch'),
  GroupCoordinator: () => import('kafkajs/src/protocol/requests/findCoordinator'),
  JoinGroup: () => import('kafkajs/src/protocol/requests/joinGroup'),
  SyncGroup: () => import('kafkajs/src/protocol/requests/syncGroup'),
  Heartbeat: () => import('kafkajs/src/protocol/requests/heartbeat'),
  LeaveGroup: () => import('kafkajs/src/protocol/requests/leaveGroup'),
  OffsetCommit: () => import('kafkajs/src/protocol/requests/offsetCommit'),
};
