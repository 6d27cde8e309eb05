// Writes dist/kafka.k8s.yaml, and kind-config.yaml beside dist: kind create cluster --config kind-config.yaml && kubectl apply -f dist
import { synthesise } from 'kafka-streaming/kubernetes';
import { cluster } from './orders-cluster';

synthesise(cluster, process.env.CDK8S_OUTDIR ?? 'dist');
