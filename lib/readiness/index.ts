export { httpServer } from './http-server';
export { Readiness } from './readiness';
export { ToldMetrics } from './told-metrics';
