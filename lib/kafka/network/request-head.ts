/** What goes before the body of a request: its length, and the fields of its header that all versions have. */
export function requestHead(
  apiKey: number,
  apiVersion: number,
  correlationId: number,
  clientId: string,
  body: readonly Uint8Array[],
): Buffer {
  const idLength = Buffer.byteLength(clientId);
  const head = Buffer.allocUnsafe(14 + idLength);
  const bodyLength = body.reduce((sum, { length }) => sum + length, 0);
  head.writeInt32BE(head.length - 4 + bodyLength, 0);
  head.writeInt16BE(apiKey, 4);
  head.writeInt16BE(apiVersion, 6);
  head.writeInt32BE(correlationId, 8);
  head.writeInt16BE(idLength, 12);
  head.write(clientId, 14);
  return head;
}
