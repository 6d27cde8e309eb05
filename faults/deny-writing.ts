import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs';

/** On PLAINTEXT listeners everybody is this. */
const EVERYBODY = 'User:ANONYMOUS';

/** From now on everybody may do all with the topic but write to it. */
export const denyWriting = (brokers: readonly string[], topic: string): Promise<void> =>
  deny(brokers, topic, AclOperationTypes.WRITE);

/** As `denyWriting`, but read from it. */
export const denyReading = (brokers: readonly string[], topic: string): Promise<void> =>
  deny(brokers, topic, AclOperationTypes.READ);

async function deny(brokers: readonly string[], topic: string, denied: AclOperationTypes): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const entry = (operation: AclOperationTypes, permissionType: AclPermissionTypes) => ({
    resourceType: AclResourceTypes.TOPIC,
    resourceName: topic,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    principal: EVERYBODY,
    host: '*',
    operation,
    permissionType,
  });
  try {
    // With one ACL on it, a topic is closed to whatever none allows; a denial beats what is allowed.
    const all = entry(AclOperationTypes.ALL, AclPermissionTypes.ALLOW);
    await admin.createAcls({ acl: [all, entry(denied, AclPermissionTypes.DENY)] });
  } finally {
    await admin.disconnect();
  }
}
