import { createTopic, deleteTopic, read } from '../lib/kafka';
import { Audit, type AuditReport } from '../lib/audit';
import { eventually } from '../test/support/eventually';
import { ofEach, type Finding, type Findings, type SituationContext } from './situation';
import { Writer } from './writer';

/** Longer than the two minutes for which most try to deliver a message. */
const PATIENCE_MS = 150_000;
const VALUE = 'x'.repeat(100);

/** A writer of each client, each with a topic of its own. */
export class Writers {
  readonly #writers = new Map<string, Writer>();

  private constructor(
    private readonly context: SituationContext,
    private readonly partitions: number,
  ) {}

  static async start(context: SituationContext, partitions = 6): Promise<Writers> {
    const writers = new Writers(context, partitions);
    for (const { name, command } of context.clients) {
      const topic = await writers.#createTopic(name);
      writers.#writers.set(name, new Writer(command, { brokers: context.local.bootstrap, topic }, partitions));
    }
    return writers;
  }

  topicOf(name: string): string {
    return `${this.context.topic}-${name.replaceAll(/\W/g, '-')}`;
  }

  of(name: string): Writer {
    return this.#writers.get(name)!;
  }

  /** Hands each so many messages at once. */
  send(count: number, value = VALUE): void {
    for (const writer of this.#writers.values()) for (let i = 0; i < count; i++) writer.send(value);
  }

  /** Hands each so many messages a second, until the function that is returned is called. */
  pour(aSecond: number): () => void {
    const TURN_MS = 20;
    const timer = setInterval(() => this.send((aSecond * TURN_MS) / 1000), TURN_MS);
    return () => clearInterval(timer);
  }

  /** Resolves when all have so many messages acknowledged: who cannot do that has nothing to say of faults. */
  async untilAcked(count: number): Promise<void> {
    const all = [...this.#writers.values()];
    const found = () =>
      Promise.resolve(all.map(({ acked, error, failure }) => error ?? failure ?? `${acked}`).join('; '));
    await eventually(`all have ${count} acknowledged`, () => all.every(({ acked }) => acked >= count), 90_000, found);
  }

  /** Deletes each topic and makes it anew. */
  async recreateTopics(): Promise<void> {
    for (const name of this.#writers.keys()) {
      await deleteTopic(this.context.observer, this.topicOf(name));
      await this.#createTopic(name);
    }
  }

  /** Tells them that there is no more; resolves when all have ended. */
  async finish(): Promise<void> {
    await Promise.all([...this.#writers.values()].map((writer) => writer.finish(PATIENCE_MS)));
  }

  /** What each said of its messages, beside its topic. */
  async findings(find: (writer: Writer, report: AuditReport) => Finding): Promise<Findings> {
    return ofEach(this.context, async ({ name }) => {
      const writer = this.of(name);
      const audit = new Audit([writer.journal]);
      for await (const { messages } of read(this.context.observer, { topic: this.topicOf(name) }))
        for (const message of messages) audit.found(message);
      return find(writer, audit.report());
    });
  }

  async #createTopic(name: string): Promise<string> {
    const topic = this.topicOf(name);
    const { partitions } = this;
    await createTopic(this.context.observer, { name: topic, partitions, replicationFactor: 3 });
    return topic;
  }
}

/** In figures what an audit found, and the first error. */
export function audited({ error, failure }: Writer, { sent, acked, anomalies, isPassed }: AuditReport): Finding {
  const found = Object.entries(anomalies).flatMap(([offence, count]) => (count > 0 ? [`${count} ${offence}`] : []));
  const said = acked === sent ? `all ${sent} acknowledged` : `${acked} of ${sent} acknowledged`;
  const why = error ?? failure;
  return { isGood: isPassed && acked === sent, text: [said, ...found, ...(why === undefined ? [] : [why])].join('; ') };
}
