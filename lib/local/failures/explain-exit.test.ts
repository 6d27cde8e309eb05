import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverFolder } from '../servers/server-folder';
import { explainExit } from './explain-exit';

/** What Kafka 3.9.2 and ZooKeeper 3.8.4 logged, by what had happened. */
const LOGS = {
  'the port of a broker is taken': [
    'PORT_TAKEN',
    `[2026-11-23 10:00:00,000] ERROR Unable to start acceptor for ListenerName(EXTERNAL) (kafka.network.DataPlaneAcceptor)
org.apache.kafka.common.KafkaException: Socket server failed to bind to 127.0.0.1:9092: Address already in use.
[2026-11-23 10:00:00,100] ERROR Exiting Kafka due to fatal exception during startup. (kafka.Kafka$)
java.lang.NullPointerException: Cannot invoke "java.nio.channels.ServerSocketChannel.close()" because "serverChannel" is null`,
    '127.0.0.1:9092 was taken by another process: stop that, or change hostPorts in cluster.ts',
  ],
  'the port of ZooKeeper is taken': [
    'PORT_TAKEN',
    `[2026-11-23 10:00:00,000] ERROR Unexpected exception, exiting abnormally (org.apache.zookeeper.server.ZooKeeperServerMain)
java.net.BindException: Address already in use`,
    'its port was taken by another process: stop that, or change hostPorts in cluster.ts',
  ],
  'ZooKeeper is not there': [
    'NO_ZOOKEEPER',
    'kafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING',
    "ZooKeeper did not answer it: see ZooKeeper's log",
  ],
  'its session ends while it starts': [
    'SESSION_EXPIRED',
    `[2026-11-29 20:59:02,836] INFO [ZooKeeperClient Kafka server] Session expired. (kafka.zookeeper.ZooKeeperClient)
[2026-11-29 20:59:03,048] ERROR Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)
org.apache.zookeeper.KeeperException$SessionExpiredException: KeeperErrorCode = Session expired for /kafka
	at org.apache.zookeeper.KeeperException.create(KeeperException.java:134)
[2026-11-29 20:59:03,055] ERROR Exiting Kafka due to fatal exception during startup. (kafka.Kafka$)`,
    'ZooKeeper took it for gone while it started: this machine was too busy, or its sessions are too short: start it again, or raise zookeeper.sessionTimeoutMs in cluster.ts',
  ],
  'a broker with the same id runs': [
    'ALREADY_REGISTERED',
    "[2026-11-23 10:00:00,000] ERROR Error while creating ephemeral at /brokers/ids/1, node already exists and owner '0x1' does not match current session '0x2' (kafka.zk.KafkaZkClient$CheckedEphemeral)",
    'another broker with its id or its ports is registered in ZooKeeper: stop that one first',
  ],
  'a broker with the same address runs': [
    'ALREADY_REGISTERED',
    'java.lang.IllegalArgumentException: requirement failed: Configured end points localhost:9091 in advertised listeners are already registered by broker 1',
    'another broker with its id or its ports is registered in ZooKeeper: stop that one first',
  ],
  'another process uses the folder': [
    'BUSY',
    'org.apache.kafka.common.KafkaException: Failed to acquire lock on file .lock in /data/broker-1. A Kafka instance in another process or thread is using this directory.',
    'another broker process uses its data: stop that one first',
  ],
  'the data are of another cluster': [
    'OTHER_DATA',
    'java.lang.RuntimeException: Invalid cluster.id in: /data/broker-1/meta.properties. Expected X, but read Y',
    "it holds data of the cluster Y, but ZooKeeper's is X: put back the data that belongs together, or delete all of it with npm run down -- --delete-data",
  ],
  'a file of its data is damaged': [
    'LOST_DATA',
    `[2026-11-30 09:00:00,000] ERROR Error while reading checkpoint file /data/recovery-point-offset-checkpoint (org.apache.kafka.storage.internals.log.LogDirFailureChannel)
java.io.IOException: Malformed line in checkpoint file [/data/recovery-point-offset-checkpoint]: rubbish
[2026-11-30 09:00:00,100] ERROR Shutdown broker because all log dirs in /data have failed (kafka.log.LogManager)`,
    '/data/recovery-point-offset-checkpoint is damaged: put it back as it was at the last stop, or move it away, and Kafka makes it anew from the logs',
  ],
  'its disk was made read-only': [
    'FOLDER_NOT_WRITABLE',
    `java.io.FileNotFoundException: /data/broker-1/replication-offset-checkpoint.tmp (Read-only file system)
[2026-11-30 13:55:00,000] ERROR Shutdown broker because all log dirs in /data/broker-1 have failed (kafka.log.LogManager)`,
    'its disk can only be read by now: mount it so that it can be written, then start it again',
  ],
  'another user has started it before': [
    'FOLDER_NOT_WRITABLE',
    `[2026-11-30 13:53:09,656] ERROR Error while loading log dir /a b/data (org.apache.kafka.storage.internals.log.LogDirFailureChannel)
java.nio.file.AccessDeniedException: /a b/data/x-0/00000000000000000000.log
[2026-11-30 13:53:09,700] ERROR Shutdown broker because all log dirs in /a b/data have failed (kafka.log.LogManager)`,
    "/a b/data/x-0/00000000000000000000.log is another user's: start it as that user, or make all of its folder yours (sudo chown -R)",
  ],
  'its folder was moved while it ran': [
    'FOLDER_NOT_WRITABLE',
    '[2026-11-23 10:00:00,000] ERROR Shutdown broker because all log dirs in /data/broker-1 have failed (kafka.log.LogManager)',
    '/data/broker-1 was moved or deleted while it ran, or its disk failed: put it back, or start it where it is now',
  ],
  'the folder is not formatted': [
    'LOST_DATA',
    'java.lang.RuntimeException: No readable meta.properties files found.',
    'its data folder is not formatted, or no longer: put its meta.properties back, or have npm run up format a folder that is empty',
  ],
  'the folder is read-only': [
    'FOLDER_NOT_WRITABLE',
    '[2026-11-23 10:00:00,000] ERROR Shutdown broker because none of the specified log dirs from /data/broker-1 can be created or validated (kafka.log.LogManager)',
    'it cannot write to its data folder: make that writable',
  ],
  'Java does not know a flag': [
    'REJECTED_CONFIG',
    `Unrecognized VM option 'NoSuch'
Error: Could not create the Java Virtual Machine.
Error: A fatal exception has occurred. Program will exit.`,
    "Java does not take its flags: Unrecognized VM option 'NoSuch': change jvm in cluster.ts",
  ],
  'a flag leaves no room for classes': [
    'OUT_OF_MEMORY',
    'java.lang.OutOfMemoryError: Metaspace',
    'its classes need more memory than its flags allow (Metaspace): change jvm in cluster.ts',
  ],
  'a property is rejected': [
    'REJECTED_CONFIG',
    'org.apache.kafka.common.config.ConfigException: Invalid value -1 for configuration x.y: Value must be at least 0',
    'it rejects its configuration: Invalid value -1 for configuration x.y: Value must be at least 0: change config in cluster.ts',
  ],
} as const;

/** Nothing that was given is to blame: the same may work a moment later. */
const UNANSWERED = { NO_ZOOKEEPER: true, SESSION_EXPIRED: true };

describe('why a server did not start', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'explain-exit-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const explained = (log: string, exit: Parameters<typeof explainExit>[1]) => {
    const server = { ...serverFolder(folder, 'broker', 1), log: join(folder, 'broker-1.log') };
    writeFileSync(server.log, log);
    return explainExit(server, exit);
  };
  const byItself = { exitCode: 1, signal: null };

  test.each(Object.entries(LOGS))('is told in one sentence when %s', (_, [code, log, sentence]) => {
    const error = explained(log, byItself);
    expect(error).toMatchObject({ code, exitCode: code in UNANSWERED ? 3 : 2 });
    expect(error.message).toBe(`broker-1 did not start: ${sentence} (log: ${folder}/broker-1.log)`);
  });

  test('is quoted from the line after the one that says only that it ends, when it is not known', () => {
    const log = `[2026-11-23 10:00:00,000] INFO starting (kafka.server.KafkaServer)
[2026-11-23 10:00:00,100] ERROR Exiting Kafka due to fatal exception during startup. (kafka.Kafka$)
java.lang.IllegalStateException: the moon is not full
	at kafka.Kafka.main(Kafka.scala)`;
    expect(explained(log, byItself)).toMatchObject({
      code: 'START_FAILED',
      exitCode: 1,
      message: `broker-1 ended with exit code 1 while starting: java.lang.IllegalStateException: the moon is not full (log: ${folder}/broker-1.log)`,
    });
  });

  test('is that its folder is gone, where its log went with it', () => {
    const server = serverFolder(join(folder, 'gone'), 'broker', 1);
    expect(explainExit(server, byItself)).toMatchObject({
      code: 'FOLDER_NOT_WRITABLE',
      message: `broker-1 did not start: ${server.path} was moved or deleted meanwhile: put it back, then npm run up`,
    });
  });

  test('names the signal that ended it', () => {
    expect(explained('', { exitCode: null, signal: 'SIGKILL' }).message).toBe(
      `broker-1 was ended by SIGKILL while starting (log: ${folder}/broker-1.log)`,
    );
  });
});
