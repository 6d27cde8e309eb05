import { requestMetadata } from '../client/metadata';
import { isKRaft } from '../client/quorum';
import { BrokerConnection } from '../network/connection';
import { isRefused, NoAnswerError } from '../network/no-answer-error';
import { parseAddress } from '../network/parse-address';
import { layoutOf, type Layout } from './layout';

const TIMEOUT_MS = 2000;
const OPENED = { clientId: 'readiness', connectTimeoutMs: TIMEOUT_MS };

/** What one broker knows of the cluster, which others may know otherwise: asked at its own address, by a connection that is kept. */
export class BrokerView {
  readonly #address;
  #connection: BrokerConnection | undefined;

  /** @param broker `host:port` @throws {KafkaError} `INVALID_ADDRESS` */
  constructor(readonly broker: string) {
    this.#address = parseAddress(broker);
  }

  /** In KRaft mode nobody is asked who the controller is: without one no answer would come. @returns `refused` where nobody listens, `silent` where no answer comes within 2 s */
  async ask(): Promise<Layout | 'refused' | 'silent'> {
    try {
      if (!this.#connection?.isOpen) this.#connection = await BrokerConnection.open(this.#address, OPENED);
      const metadata = await requestMetadata(this.#connection, 'all', { timeoutMs: TIMEOUT_MS });
      return layoutOf(metadata, isKRaft(this.#connection) ? undefined : metadata.forController);
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error;
      return isRefused(error) ? 'refused' : 'silent';
    }
  }

  close(): void {
    this.#connection?.destroy();
  }
}
