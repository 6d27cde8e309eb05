import { KafkaError } from '../protocol/errors';
import type { Start } from '../reader/options';
import { requireStart } from '../reader/require-start';
import { nameOf, type Place } from '../reader/tracked';
import { requireArguments } from '../client/require-arguments';
import { requireOptions } from '../client/require-options';
import type { Assignment } from './assignors';
import type { MemberOffsets } from './member-offsets';
import type { CommittedOffset, PartitionOffset } from './offsets';

/** What a member works on, as far as it can be steered. */
export interface Steered {
  readonly owned: Assignment;
  pause(places: readonly Place[]): void;
  resume(places: readonly Place[]): void;
  seek(place: Place, to: Start): void;
}

/** What a member can be told while it consumes, by its handler or by others. A partition that it does not have is left alone. */
export class Control {
  constructor(
    private readonly work: Steered,
    private readonly offsets: MemberOffsets,
  ) {}

  /** For `Transaction.sendOffsets`: as a member of this group. */
  get member(): MemberOffsets {
    return this.offsets;
  }

  get assignment(): Assignment {
    return this.work.owned;
  }

  /** Hands out nothing more of these partitions; what is being handled is finished. A rebalance that takes them away ends it. */
  pause(places: readonly Place[]): void {
    requireArguments({ places });
    this.work.pause(places);
  }

  /** Goes on where it was paused. */
  resume(places: readonly Place[]): void {
    requireArguments({ places });
    this.work.resume(places);
  }

  /**
   * Goes on elsewhere, and commits that position, in place of the end of the batch that is being handled. An offset beyond the end
   * means what `offsetReset` says, and by default that the member ends with `OFFSET_OUT_OF_RANGE`.
   * @throws {KafkaError} `INVALID_OPTION`
   */
  seek(place: Place, to: Start): void {
    requireArguments({ places: [place] });
    requireStart(to);
    this.work.seek(place, to);
  }

  /**
   * Commits these positions: of each partition the offset to go on at, with what is to be remembered there.
   * @throws {KafkaError} `NOT_A_MEMBER` when the group has gone on without this member
   * @throws {KafkaError} `UNKNOWN_PARTITION` of the first that is not there: the others are committed; `INVALID_OPTION`
   */
  async commit(offsets: readonly PartitionOffset[]): Promise<void> {
    requireArguments({ places: offsets });
    for (const { offset } of offsets) requireOptions({ offset });
    const unknown: Place[] = [];
    const isMember = await this.offsets.commitNow(offsets, (place) => unknown.push(place));
    const [missing] = unknown;
    if (missing) throw new KafkaError('UNKNOWN_PARTITION', `there is no partition ${nameOf(missing)}`, missing);
    if (isMember) return;
    throw new KafkaError('NOT_A_MEMBER', `group "${this.offsets.groupId}" has gone on without this member`);
  }

  /** What the group has committed, by whichever member. */
  committed(places: readonly Place[]): Promise<readonly CommittedOffset[]> {
    requireArguments({ places });
    return this.offsets.committed(places);
  }
}
