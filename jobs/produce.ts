// What the CronJob `produce` runs in its image.
import '../lib/cli/produce';
