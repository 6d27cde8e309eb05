import { dirname } from 'node:path';
import { kraftOf, type Cluster } from '../../cluster';
import { command } from '../../package';
import { LocalRunError } from '../local-run-error';
import type { FoundServers } from '../metadata-store';
import { RECORD_FILE } from '../record';
import { isMarked } from '../replicas/start-mark';
import type { ServerFolder } from '../servers/server-folder';
import { votersAmong } from './format-nodes';
import { metadataEnd } from './metadata-end';
import { hasHistory, isWithoutVote } from './node-folder';
import { requireMetaProperties } from './require-meta-properties';

/**
 * Refuses a start by which a quorum would go on without what it has acknowledged, or begin anew beside servers that have data.
 * @throws {LocalRunError} `LOST_DATA`, `OTHER_ENSEMBLE`, `OTHER_PORTS`
 */
export function requireSameQuorum(
  cluster: Cluster,
  { servers, missing, folders, recorded, started, putBack, metadataEnd: recordedEnd = 0 }: FoundServers,
): void {
  const metadata = kraftOf(cluster);
  requireMetaProperties(metadata, missing, servers);
  const voters = votersAmong(metadata, servers);
  const remembers = (voter: ServerFolder): boolean => hasHistory(voter) && hasVote(cluster, voter);
  const [withData, without] = [voters.filter(remembers), voters.filter((voter) => !remembers(voter))];
  if (!voters.some(hasHistory)) {
    const others = folders.filter(hasHistory);
    if (others.length === 0) {
      requireNothingLost(servers.filter(({ name, data }) => started.includes(name) && !isMarked(data)));
      return;
    }
    throw other(
      `${namesOf(without)} lost ${their(without)} data, and with it what topics there are, but ${namesOf(others)} ${others.length === 1 ? 'has' : 'have'} data: put it back, or delete all with ${command('down', '--delete-data')}`,
    );
  }
  const majority = majorityOf(voters.length);
  if (withData.length < majority) {
    throw other(
      `${namesOf(without)} lost ${their(without)} data, and what they acknowledged may be missing at ${namesOf(withData)}; ${majority} of ${voters.length} must have it: put it back, or delete all of it with ${command('down', '--delete-data')}`,
    );
  }
  const newer = servers.filter(
    ({ role, name, data }) => role === 'broker' && !putBack.includes(name) && isMarked(data),
  );
  if (newer.length > 0 && (metadataEnd(voters) ?? 0) < recordedEnd) {
    throw new LocalRunError(
      'OTHER_DATA',
      `what ${namesOf(voters)} ${voters.length === 1 ? 'knows' : 'know'} is older than the data of ${namesOf(newer)}, which would put aside what they know of no more: put back the data that belongs together, or remove ${RECORD_FILE} in ${dirname(newer[0]!.path)} to go on without`,
    );
  }
  requireSameVoterPorts(cluster, recorded['hostPorts.brokers'], voters.length);
}

/** Where all servers have lost their data, only what was recorded tells of it. */
function requireNothingLost(lost: readonly ServerFolder[]): void {
  if (lost.length === 0) return;
  throw other(
    `${namesOf(lost)} lost ${their(lost)} data, and with it what topics there are: put it back, or delete all with ${command('down', '--delete-data')}`,
  );
}

/** What is another volume since its data were lost votes only where Kafka lets it join by itself. */
const hasVote = ({ config }: Cluster, voter: ServerFolder): boolean =>
  config['controller.quorum.auto.join.enable'] === 'true' || !isWithoutVote(voter);

/** Voters remember where the others are, and would look for them there. */
function requireSameVoterPorts(cluster: Cluster, recorded: unknown, voters: number): void {
  const described = cluster.description.hostPorts?.brokers ?? 9091;
  if (voters === 1 || recorded === undefined || recorded === null || Number(recorded) === described) return;
  throw new LocalRunError(
    'OTHER_PORTS',
    `hostPorts.brokers is ${described}, but the controllers remember each other at those of ${Number(recorded)}: describe that again, or another name for a cluster that begins anew`,
  );
}

export const majorityOf = (voters: number): number => Math.floor(voters / 2) + 1;

const namesOf = (servers: readonly ServerFolder[]): string => servers.map(({ name }) => name).join(', ');
const their = ({ length }: readonly unknown[]): string => (length === 1 ? 'its' : 'their');
const other = (message: string): LocalRunError => new LocalRunError('OTHER_ENSEMBLE', message);
