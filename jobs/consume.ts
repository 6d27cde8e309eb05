// What the CronJob `consume` runs in its image.
import '../lib/cli/consume';
