import { notWritable } from './not-writable';

const said = (code: string): string => notWritable('/', Object.assign(new Error(), { code })).message;

test('whose a folder is that cannot be written is told, where it is another user who asks', () => {
  const getuid = jest.spyOn(process, 'getuid').mockReturnValue(1234);
  expect(said('EACCES')).toBe(
    "/ cannot be written (EACCES), as it is root's: do this as that user, make it writable, or choose another folder (--folder), where the cluster begins empty",
  );
  expect(said('EROFS')).toMatch(/^\/ cannot be written \(EROFS\): make it writable, or /);
  getuid.mockReturnValue(0);
  expect(said('EACCES')).toMatch(/^\/ cannot be written \(EACCES\): make it writable, or /);
  getuid.mockRestore();
});
