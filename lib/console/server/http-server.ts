import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '../../kafka';
import { failureOf } from './failure';
import type { PageFiles } from './page-files';
import { sendFile } from './page-files';
import { Refusal, requireOwn } from './refusal';
import { readBody } from './request-body';
import { findRoute, type Routes } from './router';
import { sendAnswer, sendJson } from './send-answer';

export interface HttpOptions {
  readonly routes: Routes;
  readonly files: () => Promise<PageFiles>;
  readonly readOnly: boolean;
  readonly log: Log;
}

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
  const { routes, files, readOnly, log } = options;
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const stop = new AbortController();
  response.on('close', () => stop.abort());
  try {
    const { method = 'GET', headers } = request;
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
    requireOwn({ method, path, headers }, readOnly);
    if (!path.startsWith('/api/')) {
      requireReading(method, path);
      sendFile(request, response, await files());
      return;
    }
    const { handler, params } = findRoute(routes, method, path);
    const body = method === 'GET' ? undefined : await readBody(request);
    await sendAnswer(response, await handler({ params, query, body, signal: stop.signal }), stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return;
    const { status, failure } = failureOf(error);
    if (failure.code === 'UNEXPECTED') {
      log({ level: 'error', message: 'a request failed', url: request.url, reason: String((error as Error).stack) });
    }
    if (response.headersSent) response.end(`${JSON.stringify({ fault: failure.message })}\n`);
    else sendJson(response, status, failure);
  }
}

function requireReading(method: string, path: string): void {
  if (method !== 'GET' && method !== 'HEAD') {
    throw new Refusal(405, 'METHOD_NOT_ALLOWED', `${path} has GET, but ${method} was given`);
  }
}
