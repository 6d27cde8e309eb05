import type { Cluster } from './cluster';
import { address } from './server-properties';

/** Where clients on the user's own machine find the brokers, in the local run and on kind alike. */
export const hostAddresses = ({ brokers }: Cluster): readonly string[] =>
  brokers.map(({ externalPort }) => address({ host: 'localhost', port: externalPort }));
