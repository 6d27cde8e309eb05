import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from './cache';

describe('the cache of the jars', () => {
  const parentOf = (env: NodeJS.ProcessEnv) => join(cacheFolder(env), '../..');

  test('is below XDG_CACHE_HOME', () => {
    expect(parentOf({ XDG_CACHE_HOME: '/var/cache/me' })).toBe('/var/cache/me');
  });

  test.each([undefined, '', 'cache', './cache'])(
    'is below the home folder when that is %j, as its specification has it',
    (XDG_CACHE_HOME) => {
      expect(parentOf(XDG_CACHE_HOME === undefined ? {} : { XDG_CACHE_HOME })).toBe(join(homedir(), '.cache'));
    },
  );

  test('is refused where there is no home folder, with the variable that tells another', () => {
    expect(() => cacheFolder({ HOME: '' })).toThrow(
      "there is no place for Kafka's jars: there is no home folder to keep it in; set XDG_CACHE_HOME to a folder that you can write",
    );
    expect(parentOf({ HOME: '', XDG_CACHE_HOME: '/var/cache/me' })).toBe('/var/cache/me');
  });

  test('is refused where Java could not name a jar', () => {
    expect(() => cacheFolder({ XDG_CACHE_HOME: '/mnt/c:/cache' })).toThrow(
      /Java cannot name a jar in \/mnt\/c:\/cache: ":" separates/,
    );
  });
});
