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

/** What the coordinator knows a member by. */
export class Member {
  /** Empty until the coordinator has given one, and when it does not know the member any more. */
  memberId = '';
  generationId = -1;

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
    if (type === 'ILLEGAL_GENERATION' && asked.generationId === this.generationId) this.generationId = -1;
    return true;
  }

  throwIfRefused(code: number): void {
    const error = protocolError(code);
    if (error) throw new KafkaError(error.type, `group "${this.groupId}": ${error.message}`);
  }
}
