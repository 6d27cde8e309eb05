// Creates the topics of cluster.ts: the manifests run it before anything else.
import 'kafka-streaming/jobs/topics';
