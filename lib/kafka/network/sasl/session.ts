import { saslAuthenticate } from '../../protocol/requests/sasl-authenticate';
import { saslHandshake } from '../../protocol/requests/sasl-handshake';
import { authenticate, type Ask } from './authenticate';
import { begin } from './begin';
import type { SaslOptions } from './options';

/** How much of a session passes before it is renewed, as Java has it: some slack, and not all connections at once. */
const MIN_SHARE = 0.85;
const SHARE_BY_CHANCE = 0.1;

/** The login of one connection. A broker may end it after a while, unless it is renewed on that connection (KIP-368). */
export class SaslSession {
  #renewAt = Infinity;
  #renewing: Promise<void> | undefined;

  constructor(
    private readonly broker: string,
    private readonly sasl: SaslOptions,
    private readonly askWithin: (timeoutMs: number) => Ask,
  ) {}

  /** @param timeoutMs of each step. @throws {AccessError}, or what `sasl` failed with */
  async begin(timeoutMs: number): Promise<void> {
    const ask = this.askWithin(timeoutMs);
    const lifetimeMs = await authenticate(this.broker, this.sasl, await begin(this.sasl), ask);
    const share = MIN_SHARE + SHARE_BY_CHANCE * Math.random();
    this.#renewAt = lifetimeMs > 0 ? performance.now() + lifetimeMs * share : Infinity;
  }

  /** Whether a request has to wait until the session is renewed: while a broker authenticates it would refuse all others. */
  keepsWaiting(apiKey: number): boolean {
    if (apiKey === saslHandshake.key || apiKey === saslAuthenticate.key) return false;
    return this.#renewing !== undefined || performance.now() >= this.#renewAt;
  }

  /** One renewal for all who wait. What was asked before is answered first. */
  renewed(timeoutMs: number): Promise<void> {
    return (this.#renewing ??= this.begin(timeoutMs).finally(() => (this.#renewing = undefined)));
  }
}
