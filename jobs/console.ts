// What the Deployment of the Kafka UI runs in its image where `ui` is `console`.
import '../lib/cli/console';
