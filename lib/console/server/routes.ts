import type { Routes } from './router';
import { clusterRoutes } from './routes/cluster';
import type { Context } from './routes/context';
import { groupRoutes } from './routes/groups';
import { messageRoutes } from './routes/messages';
import { topicRoutes } from './routes/topics';

/** All that the page can ask for. */
export const routes = (context: Context): Routes => ({
  ...clusterRoutes(context),
  ...topicRoutes(context),
  ...messageRoutes(context),
  ...groupRoutes(context),
});
