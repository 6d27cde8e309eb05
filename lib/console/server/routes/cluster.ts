import { describeConfig } from '../../../kafka';
import type { ConfigRow } from '../../api';
import { SERIES } from '../observe/history-values';
import type { Routes } from '../router';
import { DEADLINE_MS, numberOf, type Context } from './context';

export const clusterRoutes = ({ client, observer }: Context): Routes => ({
  'GET /api/events': ({ signal }) => ({ events: observer.events(signal) }),

  'GET /api/history': () => ({
    json: observer.history((name) => name === SERIES.produced || name === SERIES.consumed),
  }),

  'GET /api/history/topics/:topic': ({ params: { topic } }) => ({
    json: observer.history((name) => name === SERIES.topic(topic!)),
  }),

  'GET /api/history/groups/:group': ({ params: { group } }) => ({
    json: observer.history((name) => name === SERIES.group(group!) || name.startsWith(SERIES.lag(group!))),
  }),

  'GET /api/brokers/:broker/config': async ({ params: { broker }, signal }) => {
    const owner = { broker: numberOf('broker', broker!) };
    const config: readonly ConfigRow[] = await describeConfig(client, owner, { deadlineMs: DEADLINE_MS, signal });
    return { json: config };
  },
});
