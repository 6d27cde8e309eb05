// In the image as well, for whoever is in a pod.
import '../lib/cli/admin';
