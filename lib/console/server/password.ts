import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './refusal';

/** What browsers ask their user by; any name is taken. @see RFC 7617 */
export const CHALLENGE = 'Basic realm="Kafka", charset="UTF-8"';

/** @throws {Refusal} 401 */
export function requirePassword({ authorization = '' }: IncomingHttpHeaders, password: string): void {
  const [, encoded = ''] = /^Basic +([\w+/=-]+)$/i.exec(authorization) ?? [];
  const credentials = Buffer.from(encoded, 'base64').toString();
  const colon = credentials.indexOf(':');
  if (colon >= 0 && isEqual(credentials.slice(colon + 1), password)) return;
  throw new Refusal(401, 'PASSWORD_NEEDED', 'the console asks for a password, which was not given or is another one');
}

/** In a time that says nothing of where they differ, nor of their lengths. */
const isEqual = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
