import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundlePage } from './bundle-page';

interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly compressed: Uint8Array;
  readonly tag: string;
}

/** By path. There are few, and nothing else can be asked for. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export async function pageFiles(): Promise<PageFiles> {
  return new Map([...(await bundlePage())].map(([name, bytes]) => [`/${name}`, pageFile(name, bytes)]));
}

const pageFile = (name: string, bytes: Uint8Array): PageFile => ({
  type: TYPES[extname(name)] ?? 'application/octet-stream',
  bytes,
  compressed: gzipSync(bytes, { level: 9 }),
  tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 20)}"`,
});

/** Whatever is no file is a view of the page. */
export function sendFile(request: IncomingMessage, response: ServerResponse, files: PageFiles): void {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const file = files.get(pathname) ?? files.get('/index.html')!;
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('etag', file.tag);
  response.setHeader('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === file.tag) {
    response.writeHead(304).end();
    return;
  }
  const isCompressed = /\bgzip\b/.test(String(request.headers['accept-encoding']));
  const body = isCompressed ? file.compressed : file.bytes;
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': body.length,
    ...(isCompressed && { 'content-encoding': 'gzip' }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
