import type { Endpoint } from '../../cluster/endpoint';
import { KafkaError } from '../protocol/errors';

/** @throws {KafkaError} `INVALID_ADDRESS` */
export function parseAddress(text: string): Endpoint {
  const match = /^(?:\[([\da-fA-F:]+)\]|([^\s:[\]/]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined || port < 1 || port > 65_535) {
    throw new KafkaError(
      'INVALID_ADDRESS',
      `a broker's address is host:port with a port of 1 to 65535, but "${text}" was given`,
    );
  }
  return { host, port };
}
