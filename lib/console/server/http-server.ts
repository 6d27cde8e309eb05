import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '../../kafka';
import { failureOf } from './failure';
import { sendFile, type PageFiles } from './page-files';
import { CHALLENGE, requirePassword } from './password';
import { Refusal, requireOwn, type Access } from './refusal';
import { readBody } from './request-body';
import { findRoute, type Routes } from './router';
import { sendAnswer, sendJson } from './send-answer';

export interface HttpOptions {
  /** @throws {Refusal} while there is nobody to ask */
  readonly routes: () => Routes;
  readonly files: () => Promise<PageFiles>;
  /** Told when a view of the page is fetched: it will ask for events in a moment. */
  readonly onPage: () => void;
  readonly access: Access;
  /** The one that is valid now. @default - none is asked for */
  readonly password: (() => string) | undefined;
  readonly log: Log;
}

/** Asked by kubelet and proxies, at the address of a pod and without a password; what it says is always the same. */
const HEALTH = '/health';

/** Nothing is loaded from elsewhere, nothing is framed, and no text becomes a script. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

export const httpServer = (options: HttpOptions): Server =>
  createServer((request, response) => {
    void answer(request, response, options);
  });

async function answer(request: IncomingMessage, response: ServerResponse, options: HttpOptions): Promise<void> {
  const { routes, files, onPage, access, password, log } = options;
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const stop = new AbortController();
  response.on('close', () => stop.abort());
  try {
    const { method = 'GET', headers } = request;
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
    if (path === HEALTH) {
      sendJson(response, 200, { status: 'UP' });
      return;
    }
    requireOwn({ method, path, headers }, access);
    if (password) requirePassword(headers, password());
    if (!path.startsWith('/api/')) {
      requireReading(method, path);
      const all = await files();
      if (!all.has(path)) onPage();
      sendFile(request, response, all);
      return;
    }
    const { handler, params } = findRoute(routes(), method, path);
    const body = method === 'GET' ? undefined : await readBody(request);
    await sendAnswer(response, await handler({ params, query, body, signal: stop.signal }), stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return;
    const { status, failure } = failureOf(error);
    if (failure.code === 'UNEXPECTED') {
      log({ level: 'error', message: 'a request failed', url: request.url, reason: String((error as Error).stack) });
    }
    if (status === 401) response.setHeader('www-authenticate', CHALLENGE);
    if (response.headersSent) response.end(`${JSON.stringify({ fault: failure.message })}\n`);
    else sendJson(response, status, failure);
  }
}

function requireReading(method: string, path: string): void {
  if (method !== 'GET' && method !== 'HEAD') {
    throw new Refusal(405, 'METHOD_NOT_ALLOWED', `${path} has GET, but ${method} was given`);
  }
}
