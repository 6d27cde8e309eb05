/** What all servers of a local run listen on. */
export const LOOPBACK = '127.0.0.1';
