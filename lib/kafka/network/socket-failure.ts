/** What happened to a connection, as a person would say it of the broker. */
export function socketFailure({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') return 'refuses connections';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the host name is not known';
  // Of several addresses that failed, the error has a code only.
  return message || (code ?? 'is not reached');
}

/** The broker has ended the connection, as Node.js says of one that was reset. */
export const CLOSED: NodeJS.ErrnoException = Object.assign(new Error('closed'), { code: 'ECONNRESET' });
