import './lib/cli-kit/plain-errors';
import { clusters } from './cluster';
import { selectCluster } from './lib/cluster';
import { synthesise } from './lib/kubernetes';

synthesise(selectCluster(clusters, process.env.KAFKA_CLUSTER));
