import type { ClientHooks } from '../kafka';
import type { Instrumentation } from './events';

interface NetworkEvents {
  readonly REQUEST: string;
  readonly REQUEST_TIMEOUT: string;
  readonly REQUEST_QUEUE_SIZE: string;
}

/** Has a client tell of its requests as kafkajs does. Durations are milliseconds. */
export function networkHooks<Events extends NetworkEvents & Readonly<Record<string, string>>>(
  instrumentation: Instrumentation<Events>,
  clientId: string,
): ClientHooks {
  const { REQUEST, REQUEST_TIMEOUT, REQUEST_QUEUE_SIZE } = instrumentation.events;
  const emit = (name: string, payload: object) => instrumentation.emit(name as Events[keyof Events], payload);
  return {
    answered: ({ address: broker, answeredAt, bytes: size, ...request }) => {
      const { createdAt, sentAt = createdAt } = request;
      const [duration, pendingDuration] = [answeredAt - sentAt, sentAt - createdAt];
      emit(REQUEST, { ...request, broker, clientId, sentAt, duration, pendingDuration, size });
    },
    timedOut: ({ address: broker, ...request }) => {
      const { createdAt, sentAt = createdAt } = request;
      emit(REQUEST_TIMEOUT, { ...request, broker, clientId, sentAt, pendingDuration: sentAt - createdAt });
    },
    waiting: ({ address: broker, requests: queueSize }) => emit(REQUEST_QUEUE_SIZE, { broker, clientId, queueSize }),
  };
}
