import { k8s } from 'cdk8s-plus-27';
import { METRICS_PORT, READINESS_PORT, type Cluster } from '../cluster';
import { agentConfig } from '../metrics';
import { CONFIG_FOLDER } from './jvm';
import { podsAnywhere, tcpPorts } from './network-policy';
import { resourceRequirements } from './resources';
import type { Ports } from './services';

const VOLUME = 'metrics-agent';
const FOLDER = '/opt/metrics';
const JAR = 'metrics-agent.jar';
const CONFIG = 'metrics.yml';

/** Parts of the pod of a broker that tells Prometheus how it is; none of one that does not. */
export interface AgentParts {
  /** Files beside the properties. */
  readonly files: Readonly<Record<string, string>>;
  /** Of the JVM of the broker alone: tools in the same pod would find the port taken. */
  readonly flags: readonly string[];
  readonly ports: Ports;
  readonly volumes: k8s.Volume[];
  readonly volumeMounts: k8s.VolumeMount[];
  readonly before: readonly Omit<k8s.Container, 'securityContext'>[];
  readonly ingress: k8s.NetworkPolicyIngressRule[];
}

const NONE: AgentParts = {
  files: {},
  flags: [],
  ports: {},
  volumes: [],
  volumeMounts: [],
  before: [],
  ingress: [],
};

/**
 * The image of Kafka has no agent, and one of our own would have to be built for each: so a container that ends before the broker starts
 * brings the jar along, from the image that stands beside the broker anyway.
 */
export const agentParts = (cluster: Cluster): AgentParts =>
  cluster.metrics === undefined
    ? NONE
    : {
        files: { [CONFIG]: agentConfig(cluster) },
        flags: [`-javaagent:${FOLDER}/${JAR}=${METRICS_PORT}:${CONFIG_FOLDER}/${CONFIG}`],
        ports: { 'broker-metrics': METRICS_PORT },
        volumes: [{ name: VOLUME, emptyDir: { sizeLimit: k8s.Quantity.fromString('8Mi') } }],
        volumeMounts: [{ name: VOLUME, mountPath: FOLDER, readOnly: true }],
        before: [
          {
            name: VOLUME,
            image: cluster.images.readiness,
            command: ['sh', '-c', COPY],
            resources: resourceRequirements(cluster.resources.readiness),
            volumeMounts: [{ name: VOLUME, mountPath: FOLDER }],
          },
        ],
        ingress: [{ from: [podsAnywhere(cluster.metrics.scrapedBy)], ports: tcpPorts(METRICS_PORT, READINESS_PORT) }],
      };

const COPY = `cp /app/${JAR} ${FOLDER}/ || { echo 'this image was built without metrics: build it anew (images) from a description that has them'; exit 1; }`;
