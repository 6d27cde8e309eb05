export { elect } from './elect';
export { reassign } from './reassign';
export { rebalance } from './rebalance';
