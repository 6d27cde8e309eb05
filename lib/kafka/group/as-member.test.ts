import type { Client } from '../client/client';
import { asMember } from './as-member';
import type { ConsumeOptions } from './options';

test.each([undefined, '', 5])('a group of the name %j is refused before anything is asked', async (groupId) => {
  const options = { groupId, topics: ['test'] } as unknown as ConsumeOptions;
  await expect(asMember(undefined as unknown as Client, options, () => Promise.resolve(true))).rejects.toMatchObject({
    code: 'INVALID_OPTION',
    message: expect.stringMatching(/^groupId must be the name of a group, but /) as unknown,
  });
});
