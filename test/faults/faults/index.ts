import type { Fault } from '../fault';
import { servers } from './servers';

export const faults: readonly Fault[] = [...servers];
