import { Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { requireProps, type ClusterProps } from './cluster-props';
import { KafkaCluster } from './kafka-cluster';

export interface KafkaChartProps extends ChartProps, ClusterProps {}

/** A cluster alone in a chart, and so in a file of its own. */
export class KafkaChart extends Chart {
  readonly kafka: KafkaCluster;

  constructor(scope: Construct, id: string, props: KafkaChartProps) {
    requireProps(props);
    super(scope, id, props);
    this.kafka = new KafkaCluster(this, 'kafka', props);
  }
}
