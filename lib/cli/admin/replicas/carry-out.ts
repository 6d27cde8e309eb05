import {
  reassignPartitions,
  throttleMoves,
  untilReassigned,
  type AdminOptions,
  type Client,
  type PlannedMove,
  type Reassignment,
  type ReplicaAssignment,
} from '../../../kafka';
import { bytes } from '../../../cli-kit';
import { progress } from '../../../cli-kit/progress';
import { command } from '../../../package';
import { print } from '../verb';
import { endThrottleOnceDone } from './end-throttle-once-done';
import { counted, movesUnderWay, planText } from './moves';
import { somePartitions } from '../../../package/some-of';

export interface Work extends AdminOptions {
  /** All partitions that are looked at. */
  readonly current: readonly ReplicaAssignment[];
  /** Shows the plan, and moves nothing. */
  readonly dryRun: boolean;
  /** Bytes a second of each broker. @default - as fast as it goes */
  readonly throttle: number | undefined;
  readonly note: (line: string) => void;
}

/**
 * Moves replicas and waits for them, and for what was on its way before by an earlier call; what bounds their rate ends with them.
 * @returns whether they have moved, rather than being shown only
 */
export async function carryOut(client: Client, moves: readonly PlannedMove[], work: Work): Promise<boolean> {
  const { current, dryRun, throttle, note, ...options } = work;
  if (dryRun) {
    print(moves.length === 0 ? 'nothing to move' : await planText(client, moves, options));
    return false;
  }
  const topics = new Set(current.map(({ topic }) => topic));
  const before = await movesUnderWay(client, (topic) => topics.has(topic), options);
  const asked = new Set(moves.map(nameOf));
  const all = [...moves, ...before.filter((move) => !asked.has(nameOf(move)))];
  try {
    if (throttle !== undefined && all.length > 0) await throttleMoves(client, all, throttle, options);
    await reassignPartitions(client, moves, options);
    if (all.length > 0) await untilMoved(client, current, stepText(moves.length, throttle), options);
  } catch (error) {
    if (options.signal?.aborted) note(stoppedText(throttle));
    throw error;
  }
  await endThrottleOnceDone(client, options, note);
  return true;
}

const nameOf = ({ topic, partition }: ReplicaAssignment): string => `${topic}/${partition}`;

/** What goes on without us, and by what it ends. */
function stoppedText(throttle: number | undefined): string {
  const [bound, end] =
    throttle === undefined ? ['', ''] : [`, at ${bytes(throttle)} a second`, ', and then removes the throttle'];
  const cancel = command('topics', 'reassign --cancel');
  return `stopped waiting; brokers go on moving what they were asked to${bound}: the same command again waits for it${end}; ${cancel} takes it back`;
}

const stepText = (count: number, throttle: number | undefined): string =>
  `${count === 0 ? 'what is moving already' : `moving ${counted(count)}`}${throttle === undefined ? '' : `, ${bytes(throttle)} a second`}`;

async function untilMoved(
  client: Client,
  partitions: readonly ReplicaAssignment[],
  step: string,
  { signal }: AdminOptions,
): Promise<void> {
  const { report, end } = progress();
  const onProgress = (left: readonly Reassignment[]) => {
    const [{ adding }] = left as [Reassignment];
    const where = adding.length > 0 ? `, to ${adding.join(', ')}` : '';
    const detail = `${somePartitions(left, 1)}${where} (it goes on when this is stopped)`;
    report({ step, state: 'started', detail });
  };
  try {
    report({ step, state: 'started' });
    await untilReassigned(client, partitions, { signal, onProgress });
    report({ step, state: 'done' });
  } finally {
    end();
  }
}
