import type { Admin, AdminConfig } from 'kafkajs';
import { Connection } from '../connection';
import { asKafkaJs } from '../errors';
import { adminEvents, Instrumentation } from '../events';
import { retryOf, type Settings } from '../settings';
import { groupsOf } from './groups';
import { notThere, topicsOf } from './topics';

/** What kafkajs' admin has, and this one has not yet: access rules come with security. */
const NOT_THERE = [
  ...['describeConfigs', 'alterConfigs', 'describeAcls', 'createAcls', 'deleteAcls'],
  ...['alterPartitionReassignments', 'listPartitionReassignments'],
] as const;
type NotThere = 'describeConfigs' | 'alterConfigs' | 'describeAcls' | 'createAcls' | 'deleteAcls';
type NotMoved = 'alterPartitionReassignments' | 'listPartitionReassignments';

/** An admin of kafkajs. */
export function adminOf(settings: Settings, { retry }: AdminConfig = {}): Admin {
  const logger = settings.logger.namespace('Admin');
  const instrumentation = new Instrumentation('admin', adminEvents, logger);
  const connection = new Connection(settings, retryOf(settings, retry));
  const open = () => connection.open();
  const refused = Object.fromEntries(NOT_THERE.map((name) => [name, () => Promise.reject(notThere(`admin.${name}`))]));
  return {
    ...(refused as unknown as Pick<Admin, NotThere | NotMoved>),
    ...topicsOf(open),
    ...groupsOf(open),
    connect: async () => {
      await open();
      instrumentation.emit(adminEvents.CONNECT);
    },
    disconnect: async () => {
      await connection.close();
      instrumentation.emit(adminEvents.DISCONNECT);
    },
    describeCluster: async () => {
      const client = await open();
      const { brokers, controllerId, clusterId } = await asKafkaJs(() => client.refresh());
      const nodes = [...brokers].map(([nodeId, { host, port }]) => ({ nodeId, host, port }));
      return { brokers: nodes, controller: controllerId ?? null, clusterId };
    },
    on: instrumentation.on as Admin['on'],
    events: adminEvents,
    logger: () => logger,
  };
}
