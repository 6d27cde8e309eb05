import type { Admin, AdminConfig } from 'kafkajs';
import { findController } from '../../kafka';
import { Connection } from '../connection';
import { asKafkaJs } from '../errors';
import { adminEvents, Instrumentation } from '../events';
import { networkHooks } from '../network-events';
import { retryOf, type Settings } from '../settings';
import { groupsOf } from './groups';
import { aclsOf } from './acls';
import { configsOf } from './configs';
import { reassignmentsOf } from './reassignments';
import { topicsOf } from './topics';

/** An admin of kafkajs. */
export function adminOf(settings: Settings, { retry }: AdminConfig = {}): Admin {
  const logger = settings.logger.namespace('Admin');
  const instrumentation = new Instrumentation('admin', adminEvents, logger);
  const connection = new Connection(settings, retryOf(settings, retry), (clientId) =>
    networkHooks(instrumentation, clientId),
  );
  const open = () => connection.open();
  return {
    ...topicsOf(open),
    ...groupsOf(open),
    ...configsOf(open),
    ...aclsOf(open),
    ...reassignmentsOf(open),
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
      const metadata = await asKafkaJs(() => client.refresh());
      const { controllerId } = await asKafkaJs(() => findController(client, metadata));
      const { brokers, clusterId } = metadata;
      const nodes = [...brokers].map(([nodeId, { host, port }]) => ({ nodeId, host, port }));
      return { brokers: nodes, controller: controllerId ?? null, clusterId };
    },
    on: instrumentation.on as Admin['on'],
    events: adminEvents,
    logger: () => logger,
  };
}
