import { choice, string } from '../../cli-kit';
import { clusterSettings } from '../cluster/settings';
import { FORMAT_WORDS } from './formats';

export const settings = {
  user: string({
    flag: ['user'],
    metavar: 'NAME',
    default: undefined,
    help: 'which user of security.users; by default who may do all',
  }),
  format: choice({
    flag: ['for'],
    metavar: 'CLIENT',
    of: FORMAT_WORDS,
    default: 'java',
    help: 'what it is for: java (a client.properties, for Kafka’s own tools too), kcat, librdkafka, kafkajs or python (confluent-kafka)',
  }),
  ...clusterSettings,
};
