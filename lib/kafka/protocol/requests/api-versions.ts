import { version } from '../../../../package.json';
import { CompactReader, CompactWriter } from '../compact';
import type { BrokerConnection } from '../../network/connection';
import { throwIfRefused } from '../protocol-error';

const API_KEY = 18;
/** The first that tells a broker what program is asking, for its metrics (KIP-511). */
const API_VERSION = 3;

export interface ApiVersions {
  /** The highest version that the broker speaks, by API key. */
  readonly highest: ReadonlyMap<number, number>;
  /** How long the broker will not listen, milliseconds. */
  readonly throttleMs: number;
}

/** @throws {NoAnswerError} or {RefusedError} */
export async function requestApiVersions(connection: BrokerConnection, timeoutMs: number): Promise<ApiVersions> {
  const body = new CompactWriter().noTags().string('kafka-streaming').string(version).noTags().bytes;
  const reader = new CompactReader(await connection.exchange(API_KEY, API_VERSION, [body], timeoutMs));
  // Its header has no tags, so that one who does not know the version asked for can say so.
  throwIfRefused(reader.int16());
  const highest = new Map(
    reader.array(() => {
      const apiKey = reader.int16();
      reader.int16(); // the lowest version
      const version = reader.int16();
      reader.skipTags();
      return [apiKey, version];
    }),
  );
  return { highest, throttleMs: reader.int32() };
}
