import { randomBytes } from 'node:crypto';
import type { Cluster } from '../../cluster';
import { javaProperties } from './java-properties';
import { librdkafkaSettings, settingsText } from './librdkafka-settings';
import { passwordOf } from './password-of';
import { securityFolder } from './security-folder';
import { wayIn } from './way-in';
import { textIn, writeSecret } from './write-secret';

/** In letters that need no quotes in any format. */
export const newPassword = (): string => randomBytes(24).toString('hex');

/** Writes what programs read to get in to a secured cluster that has certificates: the console, and all that stand on librdkafka. */
export function writeClientFiles(cluster: Cluster, folder: string): void {
  const { security } = cluster;
  if (!security) return;
  const { console, user: pathsOf } = securityFolder(cluster, folder);
  if (!textIn(console.password)) writeSecret(console.password, newPassword());
  writeSecret(console.properties, javaProperties(wayIn(cluster, folder)));
  if (security.clients !== 'scram') return;
  for (const { name } of security.users) {
    const settings = librdkafkaSettings(wayIn(cluster, folder, name));
    const password = passwordOf(cluster, folder, name);
    writeSecret(pathsOf(name).librdkafka, settingsText({ ...settings, 'sasl.password': password }));
  }
}
