import { unlessAborted } from '../async';
import type { Client } from '../client/client';
import { GIVE_UP_MS } from '../client/timeouts';
import type { Message, Unreadable } from '../message';
import type { Producer } from '../producer/producer';
import { logLeftOut } from '../reader/leave-out';
import type { Consumed, ConsumeOptions } from './options';

/** Stores a message, or rejects. */
type Send = (message: Message) => Promise<unknown>;

/** What becomes of what a member cannot read. */
export class Unreadables {
  #producer: Promise<Producer> | undefined;
  #count = 0;

  constructor(
    private readonly client: Client,
    private readonly options: Pick<ConsumeOptions, 'onUnreadable' | 'deadlineMs'>,
  ) {}

  get areSkipped(): boolean {
    return (this.options.onUnreadable ?? 'fail') !== 'fail';
  }

  /** Resolves when they are stored as dead letters, where that is asked for: only then may their partition go on. */
  async leaveOut(
    all: readonly Unreadable[] = [],
    signal?: AbortSignal,
    send: Send = this.#send.bind(this),
  ): Promise<void> {
    const { onUnreadable } = this.options;
    if (all.length === 0) return;
    for (const one of all) logLeftOut(this.client.log, one);
    if (typeof onUnreadable !== 'object') return;
    await unlessAborted(Promise.all(all.map((one) => send(deadLetter(onUnreadable.topic, one)))), signal);
  }

  /** Takes note that they are left out for good. */
  done(all: readonly Unreadable[] = []): void {
    this.#count += all.length;
  }

  counted(consumed: Consumed): Consumed {
    return this.#count === 0 ? consumed : { ...consumed, unreadable: this.#count };
  }

  async close(): Promise<void> {
    const producer = await this.#producer?.catch(() => undefined);
    await producer?.close({ withinMs: 0 });
  }

  async #send(message: Message): Promise<void> {
    const producer = await (this.#producer ??= this.#newProducer());
    const delivery = await producer.send(message);
    if (delivery.outcome !== 'acked') throw delivery.error;
  }

  /** Few members ever need one. */
  async #newProducer(): Promise<Producer> {
    const { createProducer } = await import('../producer/create-producer.ts');
    return createProducer(this.client, { lingerMs: 0, deliveryTimeoutMs: this.options.deadlineMs ?? GIVE_UP_MS });
  }
}

/** What has no readable records leaves a message with its place only. */
function deadLetter(to: string, { topic, partition, offset, lastOffset, reason, message }: Unreadable): Message {
  const told = { topic, partition, offset, 'last-offset': lastOffset, reason };
  const headers = Object.entries(told).map(([name, value]) => [`unreadable.${name}`, `${value}`] as const);
  return {
    topic: to,
    key: message?.key ?? null,
    value: message?.value ?? null,
    headers: [...(message?.headers ?? []), ...headers],
  };
}
