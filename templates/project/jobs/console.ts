// The Kafka UI of a cluster that is described with `ui: 'console'`.
import 'kafka-streaming/jobs/console';
