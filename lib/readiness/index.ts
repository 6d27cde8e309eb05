export { httpServer } from './http-server';
export { Readiness } from './readiness';
