// The cdk8s app: `npx cdk8s synth` writes dist/ and kind-config.yaml. Add charts of your own beside.
import 'kafka-streaming/plain-errors';
import { selectCluster } from 'kafka-streaming';
import { synthesise } from 'kafka-streaming/kubernetes';
import { clusters } from './cluster';

synthesise(selectCluster(clusters, process.env.KAFKA_CLUSTER));
