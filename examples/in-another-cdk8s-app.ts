// The cluster in a cdk8s app that has charts of its own: dist/kafka.k8s.yaml and dist/shop.k8s.yaml.
import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { KafkaChart, type KafkaCluster } from 'kafka-streaming/kubernetes';
import { cluster } from './orders-cluster';

class Shop extends Chart {
  constructor(scope: Construct, id: string, { bootstrapServers, clientLabels }: KafkaCluster) {
    super(scope, id);
    const labels = { app: 'shop' };
    new k8s.KubeDeployment(this, 'shop', {
      metadata: { name: 'shop' },
      spec: {
        selector: { matchLabels: labels },
        template: {
          // The labels let its pods through to the brokers.
          metadata: { labels: { ...labels, ...clientLabels } },
          spec: {
            containers: [
              { name: 'shop', image: 'shop:dev', env: [{ name: 'KAFKA_BROKERS', value: bootstrapServers }] },
            ],
          },
        },
      },
    });
  }
}

const app = new App();
const { kafka } = new KafkaChart(app, 'kafka', { cluster });
new Shop(app, 'shop', kafka);
app.synth();
