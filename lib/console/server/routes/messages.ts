import type { GivenContent, GivenMessage } from '../../api';
import { givenBytes, messageRow, SHOWN_BYTES } from '../messages/content';
import { oneMessage } from '../messages/one-message';
import { search } from '../messages/search';
import { tail } from '../messages/tail';
import { field, isObject, optionalField, wholeNumber } from '../request-body';
import type { Routes } from '../router';
import { Refusal } from '../refusal';
import { numberOf, type Context } from './context';
import { searchIn } from './search-query';

const content = {
  is: (value: unknown): value is GivenContent =>
    value === null || (isObject(value) && (typeof value.text === 'string' || typeof value.base64 === 'string')),
  text: 'null, { text } or { base64 }',
};
const headers = {
  is: (value: unknown): value is NonNullable<GivenMessage['headers']> =>
    Array.isArray(value) &&
    value.every((each) => Array.isArray(each) && typeof each[0] === 'string' && content.is(each[1])),
  text: 'a list of [name, value]',
};

export const messageRoutes = ({ client, producer }: Context): Routes => ({
  'GET /api/topics/:topic/messages': ({ params, query, signal }) => ({
    lines: search(client, { topic: params.topic!, ...searchIn(query) }, signal),
  }),

  'GET /api/topics/:topic/tail': ({ params, query, signal }) => {
    const { filter, place } = searchIn(query);
    return { lines: tail(client, { topic: params.topic!, filter, partitions: place.partitions }, signal) };
  },

  'GET /api/topics/:topic/messages/:partition/:offset': async ({ params, query, signal }) => {
    const { topic, partition, offset } = params as Record<'topic' | 'partition' | 'offset', string>;
    const place = [numberOf('partition', partition), numberOf('offset', offset)] as const;
    const message = await oneMessage(client, topic, ...place, signal);
    const part = query.get('download');
    if (part === null) return { json: messageRow(message, SHOWN_BYTES) };
    if (part !== 'key' && part !== 'value') {
      throw new Refusal(400, 'BAD_REQUEST', `download must be key or value, but "${part}" was given`);
    }
    return { download: message[part] ?? new Uint8Array(), name: `${topic}-${partition}-${offset}-${part}` };
  },

  'POST /api/topics/:topic/messages': async ({ params, body, signal }) => {
    const given = optionalField(body, 'headers', headers) ?? [];
    const partition = optionalField(body, 'partition', wholeNumber);
    const message = {
      topic: params.topic!,
      key: givenBytes(field(body, 'key', content)),
      value: givenBytes(field(body, 'value', content)),
      headers: given.map(([name, value]) => [name, givenBytes(value)] as const),
      ...(partition === undefined ? {} : { partition }),
    };
    const delivery = await producer.send(message, signal);
    if (delivery.outcome !== 'acked') throw delivery.error;
    return { json: { partition: delivery.partition, offset: delivery.offset } };
  },
});
