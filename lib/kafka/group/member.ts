import { KafkaError } from '../protocol/errors';
import { protocolError } from '../protocol/protocol-error';

/** The group goes on without this member, or is being divided anew: it has to join again. */
const REJOIN = new Set(['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'MEMBER_ID_REQUIRED']);

/** Who speaks for a group. */
export interface Identity {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  /** Of a static member (KIP-345): the group keeps its place while it restarts. */
  readonly groupInstanceId: string | null;
}

/** What is answered to who asks to join. */
type Joined = Pick<Identity, 'memberId' | 'generationId'> & { readonly errorCode: number };

/** What the coordinator knows a member by. */
export class Member {
  /** Empty until the coordinator has given one, and when it does not know the member any more. */
  memberId = '';
  generationId = -1;
  #isJoining = false;

  constructor(
    readonly groupId: string,
    readonly groupInstanceId: string | null,
  ) {}

  /** Whether the group has not gone on without it, as far as it was told. */
  isKnown(): boolean {
    return this.memberId !== '' && this.generationId >= 0;
  }

  get identity(): Identity {
    const { groupId, generationId, memberId, groupInstanceId } = this;
    return { groupId, generationId, memberId, groupInstanceId };
  }

  /** @returns what `join` resolved to: by then the member is in the generation that it tells, if it tells any */
  async joins<Answer extends Joined>(join: () => Promise<Answer>): Promise<Answer> {
    this.#isJoining = true;
    try {
      const joined = await join();
      if (joined.errorCode === 0) {
        this.memberId = joined.memberId;
        this.generationId = joined.generationId;
      }
      return joined;
    } finally {
      this.#isJoining = false;
    }
  }

  /**
   * @param asked as whom: what is said of an earlier generation, of which a commit was still under way, says nothing of this one
   * @param givenId by the answer that has the code
   * @throws {KafkaError} what is no reason to join again
   */
  mustRejoin(code: number, asked: Pick<Identity, 'memberId' | 'generationId'>, givenId = ''): boolean {
    const type = protocolError(code)?.type ?? '';
    if (!REJOIN.has(type)) {
      this.throwIfRefused(code);
      return false;
    }
    if (type === 'MEMBER_ID_REQUIRED') this.memberId = givenId;
    if (type === 'UNKNOWN_MEMBER_ID' && asked.memberId === this.memberId) this.memberId = '';
    // Of who joins, the group may have begun the generation that it is about to be told of.
    if (type === 'ILLEGAL_GENERATION' && asked.generationId === this.generationId && !this.#isJoining)
      this.generationId = -1;
    return true;
  }

  throwIfRefused(code: number): void {
    const error = protocolError(code);
    if (error) throw new KafkaError(error.type, `group "${this.groupId}": ${error.message}`);
  }
}
