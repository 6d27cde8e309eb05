import type { IncomingHttpHeaders } from 'node:http';

/** A request that is not answered as it was meant: `status` is HTTP's. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;
const READING: readonly string[] = ['GET', 'HEAD'];

/**
 * Whether another site may be behind a request: its pages can send some to this port, and a name of its own can be made to lead
 * here (DNS rebinding). Nobody but a page of this server, or a program on this machine, gets through.
 * @throws {Refusal}
 */
export function requireOwn({ method, path, headers }: Asked, readOnly: boolean): void {
  const { host = '', origin, 'sec-fetch-site': site = 'none', 'content-type': type = '' } = headers;
  if (!LOOPBACK.test(host)) {
    throw new Refusal(
      403,
      'FOREIGN_HOST',
      `the console is localhost or 127.0.0.1, but was asked as "${host}": open it there`,
    );
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new Refusal(403, 'FOREIGN_ORIGIN', `pages of ${origin} may not use the console`);
  }
  // Whoever follows a link from another site gets the page, which asks for the rest itself.
  if (path.startsWith('/api/') && site !== 'same-origin' && site !== 'none') {
    throw new Refusal(403, 'FOREIGN_ORIGIN', 'pages of other sites may not use the console');
  }
  if (READING.includes(method)) return;
  if (readOnly) {
    throw new Refusal(403, 'READ_ONLY', 'this console changes nothing: start it without --read-only');
  }
  // What a form of another site can send is never JSON.
  if (type.split(';')[0]!.trim().toLowerCase() !== 'application/json') {
    throw new Refusal(415, 'NO_JSON', `content-type must be application/json, but "${type}" was given`);
  }
}
