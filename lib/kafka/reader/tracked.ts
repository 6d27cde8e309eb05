import { ZERO_UUID } from '../protocol/codec/scalars';
import { Failing } from './failing';
import type { Start } from './options';

export type Place = Pick<Assigned, 'topic' | 'partition'>;

export const nameOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;

/** What is to be read of a partition. */
export interface Assigned {
  readonly topic: string;
  readonly partition: number;
  readonly from: From;
  /** `caught-up`: up to where the partition ends when it is first asked. */
  readonly until: 'caught-up' | 'never';
  /** Nothing from this offset on. @default - no limit */
  readonly before?: number | undefined;
}

export type From = Start | StoredPosition;

/** A position that was read up to before, such as one that a group has committed. */
export interface StoredPosition {
  readonly position: number;
  /** Of the last message before it; -1 if it is not known. */
  readonly leaderEpoch: number;
}

/** A partition that is read, and how far it came. */
export class Tracked {
  readonly topic: string;
  readonly partition: number;
  readonly isBounded: boolean;
  readonly failing: Failing;
  /** Being asked for, or waiting. */
  isBusy = false;
  /** Until it is tried again. */
  isWaiting = false;
  /** It is not read any more: what was asked of it is dropped. */
  isRemoved = false;
  /** Next to be fetched; undefined until it was found by `from`. */
  offset: number | undefined;
  /** Reading ends before it. */
  end = Infinity;
  /** Of the last message before `offset`; -1 if it is not known. */
  offsetEpoch = -1;
  /** The election as of which `offset` is known to be in the log. */
  validEpoch = -1;
  topicId = ZERO_UUID;
  from: From;

  constructor(readonly assigned: Assigned) {
    this.topic = assigned.topic;
    this.partition = assigned.partition;
    this.isBounded = assigned.until === 'caught-up';
    this.failing = new Failing(assigned);
    this.from = assigned.from;
  }

  get isDone(): boolean {
    return this.offset !== undefined && this.offset >= this.end;
  }

  /** The log does not have the position: it is to be found anew. */
  lose(): void {
    this.from = { position: this.offset!, leaderEpoch: -1 };
    this.offset = undefined;
  }

  /** Whether what is known of the topic is of one that was made anew since the position was found. */
  isOfAnother(topicId: string): boolean {
    return this.topicId !== ZERO_UUID && topicId !== ZERO_UUID && this.topicId !== topicId;
  }

  /** What is in a topic that was made anew came while its predecessor was read: none of it is left out. */
  startAnew(): void {
    this.from = 'beginning';
    this.offset = undefined;
    this.end = Infinity;
    this.offsetEpoch = this.validEpoch = -1;
    this.topicId = ZERO_UUID;
  }
}
