// Stands beside each broker in Kubernetes, and tells whether that is in sync.
import 'kafka-streaming/jobs/readiness';
