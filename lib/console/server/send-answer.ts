import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Answer } from './router';

/** Sends an answer. Streams go no faster than they are taken, and end with `signal`. */
export async function sendAnswer(response: ServerResponse, answer: Answer, signal: AbortSignal): Promise<void> {
  if ('json' in answer) {
    sendJson(response, 200, answer.json);
    return;
  }
  if ('download' in answer) {
    const name = encodeURIComponent(answer.name);
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
    });
    response.end(answer.download);
    return;
  }
  const isEvents = 'events' in answer;
  response.writeHead(200, { 'content-type': isEvents ? 'text/event-stream' : 'application/x-ndjson' });
  response.flushHeaders();
  const texts = isEvents ? eventTexts(answer.events) : lineTexts(answer.lines);
  for await (const text of texts) {
    if (signal.aborted) return;
    if (!response.write(text)) await once(response, 'drain', { signal }).catch(() => undefined);
  }
  response.end();
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

async function* lineTexts(lines: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

/** JSON has no line ends of its own. */
async function* eventTexts(events: AsyncIterable<readonly [string, unknown]>): AsyncGenerator<string> {
  for await (const [name, data] of events) yield `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
