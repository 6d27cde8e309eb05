import { Member } from './member';

/** Kafka's error codes. */
const [ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID] = [22, 25];

const joined = (): Member => Object.assign(new Member('g', null), { memberId: 'a', generationId: 6 });

describe('what a coordinator answers to a member', () => {
  test('ends its membership when it is of the generation that it is in', () => {
    for (const code of [ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID]) {
      const member = joined();
      expect(member.mustRejoin(code, member.identity)).toBe(true);
      expect(member.isKnown()).toBe(false);
    }
  });

  test('says nothing of that when it was asked for as a member of an earlier one', () => {
    const member = joined();
    expect(member.mustRejoin(ILLEGAL_GENERATION, { ...member.identity, generationId: 5 })).toBe(true);
    expect(member.mustRejoin(UNKNOWN_MEMBER_ID, { ...member.identity, memberId: 'before' })).toBe(true);
    expect(member.isKnown()).toBe(true);
  });

  test('says nothing of that while it joins: the group may be in the generation that it is about to be told of', async () => {
    const member = joined();
    await member.joins(() => {
      expect(member.mustRejoin(ILLEGAL_GENERATION, member.identity)).toBe(true);
      expect(member.isKnown()).toBe(true);
      return Promise.resolve({ errorCode: 0, memberId: 'a', generationId: 7 });
    });
    expect(member.identity).toMatchObject({ memberId: 'a', generationId: 7 });
    await member.joins(() => Promise.resolve({ errorCode: ILLEGAL_GENERATION, memberId: '', generationId: -1 }));
    expect(member.identity).toMatchObject({ memberId: 'a', generationId: 7 });
  });
});
