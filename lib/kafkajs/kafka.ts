import type {
  Admin,
  AdminConfig,
  Consumer,
  ConsumerConfig,
  Kafka as Contract,
  KafkaConfig,
  Logger,
  Producer,
  ProducerConfig,
} from 'kafkajs';
import { adminOf } from './admin';
import { consumerOf } from './consumer';
import { producerOf } from './producer';
import { settingsOf, type Settings } from './settings';

/** kafkajs' class of that name, on an engine that loses no acknowledged message. @see https://kafka.js.org */
export class Kafka implements Contract {
  readonly #settings: Settings;

  /** @throws {KafkaJSNonRetriableError} for `socketFactory`, and for ways to log in that are not there */
  constructor(config: KafkaConfig) {
    this.#settings = settingsOf(config);
  }

  producer(config?: ProducerConfig): Producer {
    return producerOf(this.#settings, config);
  }

  consumer(config: ConsumerConfig): Consumer {
    return consumerOf(this.#settings, config);
  }

  admin(config?: AdminConfig): Admin {
    return adminOf(this.#settings, config);
  }

  logger(): Logger {
    return this.#settings.logger;
  }
}
