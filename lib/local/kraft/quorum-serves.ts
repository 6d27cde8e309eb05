import { addressText, type KRaftMetadata } from '../../cluster';
import type { Access } from '../../kafka';
import { LocalRunError } from '../local-run-error';
import type { Wait } from '../metadata-store';
import { until } from '../until';
import { controllerAnswers } from './controller-answers';
import { voterEndpoints } from './kraft-place';
import { majorityOf } from './require-same-quorum';

const NOTICE_MS = 1000;

/**
 * Waits until the controllers answer; where they are brokers too, until as many do as elect a leader: one that has lost its data is
 * started after the others.
 * @throws {LocalRunError} `NO_QUORUM` after the deadline
 */
export async function quorumServes(
  metadata: KRaftMetadata,
  access: () => Access,
  { deadlineMs, signal, onWait = () => undefined }: Wait,
): Promise<void> {
  const addresses = voterEndpoints(metadata).map(addressText);
  const needed = metadata.role === 'controller' ? addresses.length : majorityOf(addresses.length);
  let silent: readonly string[] = addresses;
  const serves = async (): Promise<boolean> => {
    const answers = await Promise.all(addresses.map((address) => controllerAnswers(address, access())));
    silent = addresses.filter((_, index) => !answers[index]);
    return addresses.length - silent.length >= needed;
  };
  const notices = setInterval(() => onWait(`no controller answers at ${silent.join(', ')}`), NOTICE_MS);
  const isServing = await until(serves, { deadlineMs, signal }).finally(() => clearInterval(notices));
  if (!isServing) {
    throw new LocalRunError('NO_QUORUM', `no controller answered at ${silent.join(', ')} in time: see its log`);
  }
}
