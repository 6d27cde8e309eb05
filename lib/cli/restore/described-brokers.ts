import { existsSync } from 'node:fs';
import { isByBrokers, project } from '../../cli-kit';
import { describedCluster } from '../client/described-cluster';
import type { RestoreRun } from './settings';

/** How many brokers cluster.ts describes for the cluster that is meant; Infinity where brokers of anywhere are named, or nothing is described. */
export const describedBrokers = (run: RestoreRun): number =>
  isByBrokers(run) || !existsSync(project.description) ? Infinity : describedCluster(run.values).brokers.length;
