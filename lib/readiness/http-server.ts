import { createServer, type Server } from 'node:http';
import type { Verdict } from './decide';
import { CONTENT_TYPE } from './exposition';

/** What it is asked for. */
export const READY_PATH = '/ready';
export const METRICS_PATH = '/metrics';

export interface Answers {
  readonly verdict: () => Verdict;
  /** As Prometheus reads them. */
  readonly metrics: () => Promise<string>;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  /** @default - plain text */
  readonly type?: string;
}

/** Tells a kubelet, which takes any status from 200 to 399 for yes, and a person the reason; and Prometheus the metrics. */
export const httpServer = (answers: Answers): Server =>
  createServer((request, response) => {
    void answerTo(request.url, answers).then(({ status, text, type = 'text/plain; charset=utf-8' }) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(text);
    });
  });

async function answerTo(url: string | undefined, { verdict, metrics }: Answers): Promise<Answer> {
  switch (url) {
    case READY_PATH: {
      const { isReady, why } = verdict();
      return { status: isReady ? 200 : 503, text: `${isReady ? 'ready' : 'not ready'}: ${why}\n` };
    }
    case METRICS_PATH:
      return { status: 200, text: await metrics(), type: CONTENT_TYPE };
    default:
      return { status: 404, text: `there is only ${READY_PATH} and ${METRICS_PATH}\n` };
  }
}
