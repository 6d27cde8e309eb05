// A NestJS microservice, and who asks it: of a question comes the answer back, of an event nothing, but it is heard.
import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientProxyFactory, EventPattern, MessagePattern, RpcException, Transport } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';

const { BROKERS, QUESTIONS, EVENTS } = process.env;
const kafka = { client: { brokers: BROKERS.split(',') }, subscribe: { fromBeginning: true } };
const settings = { transport: Transport.KAFKA, options: { ...kafka, consumer: { groupId: QUESTIONS } } };

let heard;
const event = new Promise((resolve) => (heard = resolve));

class Prices {
  withTax({ price }) {
    if (price < 0) throw new RpcException('no price is below nothing');
    return { price: price * 1.2 };
  }

  ordered(order) {
    heard(order);
  }
}
// As TypeScript writes decorators down.
const decorate = (name, decorator) =>
  decorator(Prices.prototype, name, Object.getOwnPropertyDescriptor(Prices.prototype, name));
decorate('withTax', MessagePattern(QUESTIONS));
decorate('ordered', EventPattern(EVENTS));
Controller()(Prices);

class Shop {}
Module({ controllers: [Prices] })(Shop);

const service = await NestFactory.createMicroservice(Shop, { ...settings, logger: false });
await service.listen();
const client = ClientProxyFactory.create(settings);
client.subscribeToResponseOf(QUESTIONS);
await client.connect();

const prices = await Promise.all([10, 20, 30].map((price) => lastValueFrom(client.send(QUESTIONS, { price }))));
console.log('prices', JSON.stringify(prices));
console.log(
  'refused',
  await lastValueFrom(client.send(QUESTIONS, { price: -1 })).catch((error) => error.message ?? error),
);
const [stored] = await lastValueFrom(client.emit(EVENTS, { key: 'a', value: { id: 7 } }));
console.log('stored', JSON.stringify({ topicName: stored.topicName, baseOffset: stored.baseOffset }));
console.log('heard', JSON.stringify(await event));
await client.close();
await service.close();
