import type { Fault } from '../fault';
import { producers } from './producers';
import { servers } from './servers';

export const faults: readonly Fault[] = [...servers, ...producers];
