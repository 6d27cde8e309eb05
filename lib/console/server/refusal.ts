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

/** Who may use the console. */
export interface Access {
  /** Names by which it is reached besides those of the loopback interface, in lower case: those of a proxy before it. */
  readonly hosts: readonly string[];
  readonly readOnly: boolean;
}

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
/** A port may be another one before a proxy. */
const HOST = /^(?<name>\[[\da-f:]+\]|[\w.-]+)(?::\d{1,5})?$/;
const READING: readonly string[] = ['GET', 'HEAD'];

/**
 * Whether another site may be behind a request: its pages can send some to this port, and a name of its own can be made to lead
 * here (DNS rebinding). Nobody but a page of this server, or a program, gets through.
 * @throws {Refusal}
 */
export function requireOwn({ method, path, headers }: Asked, { hosts, readOnly }: Access): void {
  const { origin, 'sec-fetch-site': site = 'none', 'content-type': type = '' } = headers;
  const host = (headers.host ?? '').toLowerCase();
  const name = HOST.exec(host)?.groups?.name ?? '';
  if (!LOOPBACK.includes(name) && !hosts.includes(name)) {
    const own = hosts.length === 0 ? 'localhost or 127.0.0.1' : ['localhost', ...hosts].join(', ');
    const text = `the console is ${own}, but was asked as "${host}": open it there, or start it with --host`;
    throw new Refusal(403, 'FOREIGN_HOST', text);
  }
  // A proxy may have TLS, and speak to the console without.
  const origins = hosts.includes(name) ? [`http://${host}`, `https://${host}`] : [`http://${host}`];
  if (origin !== undefined && !origins.includes(origin)) {
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
