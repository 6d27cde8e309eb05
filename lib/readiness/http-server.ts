import { createServer, type Server } from 'node:http';
import type { Verdict } from './decide';

/** The one thing that is asked of it. */
export const READY_PATH = '/ready';

/** Tells a kubelet, which takes any status from 200 to 399 for yes, and a person the reason. */
export const httpServer = (verdict: () => Verdict): Server =>
  createServer((request, response) => {
    const [status, text] = answerTo(request.url, verdict);
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    response.end(`${text}\n`);
  });

function answerTo(url: string | undefined, verdict: () => Verdict): [status: number, text: string] {
  if (url !== READY_PATH) return [404, `there is only ${READY_PATH}`];
  const { isReady, why } = verdict();
  return [isReady ? 200 : 503, `${isReady ? 'ready' : 'not ready'}: ${why}`];
}
