import { Refusal } from './refusal';

/** What a handler is given of a request. */
export interface Request {
  /** Parts of the path, decoded, by their names in the pattern. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Of JSON; undefined of a GET. */
  readonly body: unknown;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** How an answer is sent. */
export type Answer =
  | { readonly json: unknown }
  /** A line of JSON each. */
  | { readonly lines: AsyncIterable<unknown> }
  /** Server-sent events, each by its name. */
  | { readonly events: AsyncIterable<readonly [name: string, data: unknown]> }
  | { readonly download: Uint8Array; readonly name: string };

export type Handler = (request: Request) => Promise<Answer> | Answer;

/** By `METHOD /path/:name`. */
export type Routes = Readonly<Record<string, Handler>>;

export interface Found {
  readonly handler: Handler;
  readonly params: Readonly<Record<string, string>>;
}

/** @throws {Refusal} 404, and 405 where the path has other methods */
export function findRoute(routes: Routes, method: string, path: string): Found {
  const parts = path.split('/');
  const matching = Object.entries(routes).flatMap(([route, handler]) => {
    const [wanted, pattern] = route.split(' ') as [string, string];
    const params = matched(pattern.split('/'), parts);
    return params ? [{ method: wanted, handler, params }] : [];
  });
  const found = matching.find((each) => each.method === method);
  if (found) return found;
  if (matching.length === 0) throw new Refusal(404, 'NOT_FOUND', `there is no ${path}`);
  const allowed = matching.map((each) => each.method).join(', ');
  throw new Refusal(405, 'METHOD_NOT_ALLOWED', `${path} has ${allowed}, but ${method} was given`);
}

function matched(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index]!;
    if (wanted.startsWith(':')) params[wanted.slice(1)] = decoded(part);
    else if (wanted !== part) return undefined;
  }
  return params;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal(400, 'BAD_REQUEST', `"${part}" cannot be decoded`);
  }
}
