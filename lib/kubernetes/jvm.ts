import type { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Size } from '../cluster';
import type { Logging } from './logging';
import { environment } from './pod';
import { heapFlags } from './resources';

/** The configuration of the pod and the scripts that start it. */
export const CONFIG_FOLDER = '/etc/kafka/cluster';
export const CONFIG_MOUNT: k8s.VolumeMount = { name: 'config', mountPath: CONFIG_FOLDER, readOnly: true };
export const configVolume = ({ name }: ApiObject): k8s.Volume => ({ name: 'config', configMap: { name } });

interface Jvm {
  readonly name: string;
  readonly heap: Size;
  readonly flags: readonly string[];
  /** What no tool beside the server is to be started with. @default - none */
  readonly ownFlags?: readonly string[];
  readonly logging: Logging;
}

/** What the start scripts of the image need to run on a read-only root. */
export const jvmEnvironment = ({ name, heap, flags, ownFlags = [], logging }: Jvm): k8s.EnvVar[] =>
  environment({
    KAFKA_HEAP_OPTS: heapFlags(heap),
    // No collector is named: the JVM takes Serial below 1792 MiB of memory and G1 above, where the scripts' default is always G1.
    KAFKA_JVM_PERFORMANCE_OPTS: '-XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true',
    KAFKA_LOG4J_OPTS: `-D${logging.property}=file:${CONFIG_FOLDER}/${logging.fileName}`,
    LOG_DIR: '/tmp',
    // Without `-loggc`, the default: a log of the garbage collector that cannot be written ends the JVM.
    // What stands here is for the server alone: KAFKA_OPTS is for every tool that runs in the pod, too.
    EXTRA_ARGS: [`-name ${name}`, ...ownFlags].join(' '),
    // After all of these.
    ...(flags.length > 0 && { KAFKA_OPTS: flags.join(' ') }),
  });
