export { agentConfig } from './agent-config';
