/** The client id of the Kafka request that `bytes` begin with: size, API key, version, correlation id, then the id. */
export function clientIdOf(bytes: Buffer): string {
  const LENGTH_AT = 12;
  if (bytes.length < LENGTH_AT + 2) return '';
  const length = bytes.readInt16BE(LENGTH_AT);
  return bytes.toString('utf8', LENGTH_AT + 2, LENGTH_AT + 2 + Math.max(0, length));
}
