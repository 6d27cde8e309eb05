import { consume as consumeAsMember } from '../kafka/group/consume';
import type { MessageBatch } from '../kafka/message';
import { read } from '../kafka/reader/read';
import { print, runProgram } from '../cli-kit';
import { advised } from './client/advice';
import { consumedText, endOf, type Ended } from './consume/consumed-text';
import { endingOf } from './consume/ending';
import { hasPositions } from './consume/has-positions';
import { refuse, settings, type ConsumeRun } from './consume/settings';
import { jsonLine, valueLine } from './consume/format';
import { Printout } from './consume/printout';
import { sayWithheld } from './consume/say-withheld';
import { open } from './client/open';

/** Who sees nothing for longer wonders. */
const NOTICE_MS = 1000;
const NO_BROKER = -1;

async function main(run: ConsumeRun): Promise<number> {
  const { values, signal } = run;
  refuse(values);
  const { client, say, defaultTopic } = await open('consume', run);
  const asked = values.topic ?? defaultTopic;
  const topic = asked instanceof RegExp ? asked.source : asked;
  const startedAt = performance.now();
  const format = values.format ?? (values.json || values.output === 'json' ? jsonLine : valueLine);
  let messages = 0;
  let shownAt = startedAt;
  // A batch counts as consumed, and is committed, once the reader of stdout has it.
  const show = async (batch: MessageBatch): Promise<void> => {
    const { topic, partition } = batch;
    const origin = { topic, broker: client.partition(topic, partition)?.leader ?? NO_BROKER };
    const out = new Printout();
    for (const message of batch.messages) format(out, message, origin);
    await print(out.bytes, signal);
    messages += batch.messages.length;
    shownAt = performance.now();
  };

  const { count, group, offset = { from: 'beginning' }, partitions, isolation, deadline: deadlineMs } = values;
  const { until, ...idling } = await endingOf(
    values,
    async () => group !== undefined && hasPositions(client, group, asked, { deadlineMs, signal }),
  );
  const { idleMs } = idling;
  const ending = { isolation, deadlineMs, signal, ...(count === undefined ? {} : { count }), ...idling };
  const waiting = `waiting for messages of "${topic}"${idleMs === undefined ? ': Ctrl-C ends it' : ` for ${idleMs / 1000} s (--idle)`}`;
  const notice = setTimeout(() => {
    if (messages === 0 && until === 'never' && !signal.aborted) say(waiting, { waitingFor: 'messages' });
  }, NOTICE_MS);
  let ended: Ended;
  let failure: unknown;
  try {
    if (group === undefined) {
      const only = partitions.length > 0 ? { partitions: [...new Set(partitions)] } : {};
      for await (const batch of read(client, { topic, ...offset, until, ...only, ...ending })) await show(batch);
    } else {
      const options = {
        groupId: group,
        topics: asked instanceof RegExp ? asked : [asked],
        fromBeginning: offset.from !== 'end',
        until,
        ...ending,
      };
      await consumeAsMember(client, options, show);
    }
    if (until === 'caught-up' && !signal.aborted) await sayWithheld(client, asked, run, say);
    const isIdle = idleMs !== undefined && performance.now() - shownAt >= idleMs;
    if (!signal.aborted) ended = endOf(messages, { count, until, isIdle });
  } catch (error) {
    failure = advised(error, run, topic);
    throw failure;
  } finally {
    clearTimeout(notice);
    await client.close();
    const durationMs = Math.round(performance.now() - startedAt);
    if (failure === undefined || messages > 0)
      say(consumedText({ messages, count, ended, idleMs, durationMs }), { messages, ended, durationMs });
  }
  return count === undefined || messages >= count ? 0 : 4;
}

void runProgram({
  verb: 'consume',
  summary:
    'Prints the messages of a topic on stdout and ends when it has caught up; with -o end, --follow, --idle or -n it waits for more.',
  examples: ['', '-t orders -o -1 --json', "-g billing --follow -f '%k %v\\n'"],
  settings,
  main,
});
