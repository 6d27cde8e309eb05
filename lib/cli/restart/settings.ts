import { duration } from '../../cli-kit';
import { clusterSettings, portSettings, targetSettings } from '../cluster/settings';

export const settings = {
  deadline: duration({
    flag: ['deadline'],
    default: 120_000,
    min: 1,
    help: 'how long the cluster may take to be healthy again after each',
  }),
  ...targetSettings,
  ...clusterSettings,
  ...portSettings,
};
