import { content } from './content';

test('what is shown of bytes is text where it is UTF-8, cut between characters, and else base64', () => {
  expect(content(Buffer.from('aé'), 9)).toEqual({ size: 3, text: 'aé' });
  expect(content(Buffer.from('aé'), 2)).toEqual({ size: 3, text: 'a', isCut: true });
  expect(content(Buffer.from('éé'), 2)).toEqual({ size: 4, text: 'é', isCut: true });
  expect(content(Buffer.from([0xff, 1, 2]), 2)).toEqual({ size: 3, base64: '/wE=', isCut: true });
  expect(content(Buffer.from('xab').subarray(1), 9)).toEqual({ size: 2, text: 'ab' });
});
