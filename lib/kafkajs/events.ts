import {
  Kafka,
  KafkaJSNonRetriableError,
  logLevel,
  Partitioners,
  type InstrumentationEvent,
  type Logger,
} from 'kafkajs';

// Their names are kafkajs' own, which has them on objects only; making those opens nothing.
const kafka = new Kafka({ brokers: ['localhost:9092'], logLevel: logLevel.NOTHING });
export const producerEvents = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner }).events;
export const consumerEvents = kafka.consumer({ groupId: 'events' }).events;
export const adminEvents = kafka.admin().events;

type Listener = (event: InstrumentationEvent<never>) => unknown;

let lastId = 0;

/** What kafkajs tells of a producer, a consumer or an admin while it works. */
export class Instrumentation<Events extends Readonly<Record<string, string>>> {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** @param part `producer`, `consumer` or `admin` */
  constructor(
    private readonly part: string,
    readonly events: Events,
    private readonly logger: Logger,
  ) {}

  /** @returns what takes the listener away again. @throws {KafkaJSNonRetriableError} for an event that there is not */
  readonly on = (name: string, listener: Listener): (() => void) => {
    if (!Object.values(this.events).includes(name)) {
      const names = Object.keys(this.events).map((key) => `${this.part}.events.${key}`);
      throw new KafkaJSNonRetriableError(`Event name should be one of ${names.join(', ')}`);
    }
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  };

  /** Whether somebody listens: some events take work to make. */
  has(name: Events[keyof Events]): boolean {
    return (this.#listeners.get(name)?.size ?? 0) > 0;
  }

  /** A listener that fails is logged, and harms nobody else. */
  emit(name: Events[keyof Events], payload: unknown = null): void {
    const listeners = this.#listeners.get(name);
    if (!listeners?.size) return;
    const event = {
      // A number, whatever its type says: so it is with kafkajs.
      id: ++lastId,
      type: name,
      timestamp: Date.now(),
      payload,
    } as unknown as InstrumentationEvent<never>;
    for (const listener of listeners) void this.#tell(listener, event);
  }

  async #tell(listener: Listener, event: InstrumentationEvent<never>): Promise<void> {
    try {
      await listener(event);
    } catch (error) {
      const { message, stack } = error as Error;
      this.logger.error(`Failed to execute listener: ${message}`, { eventName: event.type, stack });
    }
  }
}
