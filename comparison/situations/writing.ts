import { leaderOf, untilDeposed } from '../../faults/observe';
import { restart } from '../../faults/context';
import { audited, Writers } from '../writers';
import type { Findings, SituationContext, Situation } from '../situation';

/** @param by what becomes of it: killed, or frozen for longer than its session */
const leaderGone =
  (by: 'SIGKILL' | 'SIGSTOP') =>
  async (context: SituationContext): Promise<Findings> => {
    const writers = await Writers.start(context);
    const stop = writers.pour(500);
    const watched = { ...context, topic: writers.topicOf(context.clients[0]!.name) };
    try {
      await writers.untilAcked(500);
      const leader = await leaderOf(watched, 0);
      await context.local.kill('broker', leader, by);
      await untilDeposed(watched, leader);
    } finally {
      stop();
    }
    writers.send(500);
    await writers.finish();
    await context.wake();
    await restart(context);
    return writers.findings(audited);
  };

const BEFORE = 300;
const AFTER = 300;

async function recreated(context: SituationContext): Promise<Findings> {
  const writers = await Writers.start(context);
  writers.send(BEFORE);
  await writers.untilAcked(BEFORE);
  await writers.recreateTopics();
  writers.send(AFTER);
  await writers.finish();
  return writers.findings(({ acked, error, failure }, { anomalies }) => {
    // Those of before are gone with their topic.
    const [later, lost] = [acked - BEFORE, anomalies.lost - BEFORE];
    const why = error ?? failure;
    const said = [`${later} of ${AFTER} acknowledged`, ...(lost > 0 ? [`${lost} lost`] : []), ...(why ? [why] : [])];
    return { isGood: later === AFTER && lost === 0, text: said.join('; ') };
  });
}

const TOO_LARGE = 'x'.repeat(2_000_000);

async function oneTooLarge(context: SituationContext): Promise<Findings> {
  const writers = await Writers.start(context);
  writers.send(150);
  writers.send(1, TOO_LARGE);
  writers.send(149);
  await writers.finish();
  return writers.findings(({ acked }, { anomalies, sent }) => {
    const text = `${acked} of ${sent - 1} others acknowledged`;
    return { isGood: acked === sent - 1 && anomalies.lost === 0, text };
  });
}

export const writing: readonly Situation[] = [
  {
    name: 'leader-killed',
    what: 'the leader of some partitions is killed under a producer',
    run: leaderGone('SIGKILL'),
  },
  {
    name: 'leader-frozen',
    what: 'the leader of some partitions is frozen under a producer until others lead',
    run: leaderGone('SIGSTOP'),
  },
  {
    name: 'topic-recreated-producer',
    what: 'a topic is deleted under a producer and made anew: of 300 messages that come then',
    run: recreated,
  },
  { name: 'one-too-large', what: 'one of 300 messages is larger than the topic takes', run: oneTooLarge },
];
