export { clientsOf, type ClientsOf, type ClientsOptions } from './clients-of';
export { typedClients, type Messages, type TypedClients } from './clients';
export type { ConsumerOptions } from './consumer';
export type { TypedMessage, TypedReceivedMessage } from './message';
export type { OpenClient } from './open-client';
export type { Stored, TypedProducer, TypedProducerOptions } from './producer';
export type { ReaderOptions } from './reader';
export { topicsOf, type Topics } from './topics';
