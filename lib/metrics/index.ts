export { agentConfig } from './agent-config';
export { alertRules } from './alerts';
export { dashboard } from './dashboard';
export { scrapeConfig } from './scrape-config';
