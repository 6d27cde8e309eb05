/** @see https://www.rfc-editor.org/rfc/rfc4616 */
export function* plain(username: string, password: string): Generator<Buffer, void, Buffer> {
  yield Buffer.from(`\0${username}\0${password}`);
}
