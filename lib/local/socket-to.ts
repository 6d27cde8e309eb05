import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Endpoint } from '../cluster';
import type { Access } from '../kafka';

/** A connection to a server of this machine that holds metadata, with TLS where it wants that: those speak no protocol of clients. */
export const socketTo = ({ host, port }: Endpoint, { ssl }: Pick<Access, 'ssl'>): Socket =>
  typeof ssl === 'object' ? connectTls({ host, port, ...ssl }) : connectPlain({ host, port });
