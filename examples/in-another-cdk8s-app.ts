// The cluster in a cdk8s app that has charts of its own: dist/kafka.k8s.yaml and dist/shop.k8s.yaml.
import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { bootstrapServers, clientLabel, KafkaChart } from 'kafka-streaming/kubernetes';
import { cluster } from './orders-cluster';

class Shop extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const labels = { app: 'shop' };
    new k8s.KubeDeployment(this, 'shop', {
      metadata: { name: 'shop' },
      spec: {
        selector: { matchLabels: labels },
        template: {
          // The label lets its pods through to the brokers.
          metadata: { labels: { ...labels, ...clientLabel(cluster) } },
          spec: {
            containers: [
              { name: 'shop', image: 'shop:dev', env: [{ name: 'KAFKA_BROKERS', value: bootstrapServers(cluster) }] },
            ],
          },
        },
      },
    });
  }
}

const app = new App();
new KafkaChart(app, 'kafka', cluster);
new Shop(app, 'shop');
app.synth();
