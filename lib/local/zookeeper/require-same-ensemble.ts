import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { command } from '../../package';
import { LocalRunError } from '../local-run-error';
import { hasData } from '../servers/has-data';
import type { ServerFolder } from '../servers/server-folder';
import { hasDatabase, wasInQuorum } from './database';
import { majorityOf, peersIn, type Ensemble } from './ensemble';

/**
 * ZooKeeper knows which topics there are: founded anew beside brokers that have data it would know none of them.
 * @throws {LocalRunError} `OTHER_ENSEMBLE`
 */
export function requireData({ servers, folders }: Ensemble, brokers: readonly ServerFolder[]): void {
  if ([...servers, ...folders].some(hasDatabase)) return;
  const withData = brokers.filter(hasData);
  if (withData.length === 0) return;
  throw other(
    `${namesOf(servers)} lost ${servers.length === 1 ? 'its' : 'their'} data, and with it what topics there are, but ${namesOf(withData)} ${withData.length === 1 ? 'has' : 'have'} messages: put ZooKeeper's data back, or delete all with ${command('down', '--delete-data')}`,
  );
}

/**
 * Only servers that are too many to lack what was acknowledged may go on with the history, or it would lose that in silence.
 * @throws {LocalRunError} `OTHER_ENSEMBLE` when fewer have the data than that, or when others run or have it than are described
 */
export function requireSameEnsemble(ensemble: Ensemble): void {
  requireNoFewer(ensemble);
  if (ensemble.missing.length === 0) return;
  requireSamePeers(ensemble);
  requireMajorityWithData(ensemble);
}

/** What was acknowledged may be known to those alone that would be left out. */
function requireNoFewer({ servers, folders, former }: Ensemble): void {
  const leftOut = folders.filter((folder) => folder.id > servers.length && wasInQuorum(folder));
  if (leftOut.length > 0) {
    const needed = Math.max(former, ...leftOut.map(({ id }) => id));
    throw other(
      `${namesOf(leftOut)} of this cluster ${leftOut.length === 1 ? 'has' : 'have'} data, but zookeeper.replicas is ${servers.length}: describe ${needed} again, or delete all data with ${command('down', '--delete-data')}`,
    );
  }
  const withData = servers.filter(hasDatabase);
  const unknown = range(servers.length + 1, former).filter(
    (id) => !folders.some((folder) => folder.id === id && hasNeverServed(folder)),
  );
  if (withData.length === 0 || unknown.length === 0) return;
  throw other(
    `zookeeper.replicas is ${servers.length}, but ${namesOf(withData)} ${withData.length === 1 ? 'has' : 'have'} data of an ensemble of ${former}, and may lack what ${unknown.map((id) => `zookeeper-${id}`).join(', ')} stored, whose data are not there: put their folders back and describe ${former} again; where they are lost, describe ${former} too, and up says how to go on without`,
  );
}

const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index);

/** Without its id a server has lost its data: that is written before the first start. */
const hasNeverServed = (folder: ServerFolder): boolean => existsSync(join(folder.data, 'myid')) && !wasInQuorum(folder);

/** Those that run have other peers than those to be started: both could have a quorum. */
function requireSamePeers({ servers, missing }: Ensemble): void {
  const running = servers.filter((server) => !missing.includes(server));
  const changed = running.filter(
    ({ propertiesFile, properties }) =>
      !isDeepStrictEqual(peersIn(readFileSync(propertiesFile, 'utf8')), peersIn(properties)),
  );
  if (changed.length === 0) return;
  throw other(
    `${namesOf(changed)} ${changed.length === 1 ? 'runs' : 'run'} with another zookeeper.replicas than ${servers.length}, and cannot be told of more servers while running: ${command('down')}, then ${command('up')}, and nothing is lost`,
  );
}

/** A server whose data is gone has forgotten what it acknowledged, and must not vote (ZOOKEEPER-2325). */
function requireMajorityWithData({ servers }: Ensemble): void {
  if (!servers.some(wasInQuorum)) return;
  const [withData, without] = [servers.filter(hasDatabase), servers.filter((server) => !hasDatabase(server))];
  const majority = majorityOf(servers.length);
  if (withData.length >= majority) return;
  throw other(
    `${namesOf(without)} lost ${without.length === 1 ? 'its' : 'their'} data, and what they acknowledged may be missing at ${namesOf(withData)}; ${majority} of ${servers.length} must have it: put it back, or go on with what there is by a copy of ${withData[0]!.data}/version-2 in the data of each, or delete all of it with ${command('down', '--delete-data')}`,
  );
}

const namesOf = (servers: readonly ServerFolder[]): string => servers.map(({ name }) => name).join(', ');

const other = (message: string): LocalRunError => new LocalRunError('OTHER_ENSEMBLE', message);
