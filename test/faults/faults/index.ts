import type { Fault } from '../fault';
import { groups } from './groups';
import { links } from './links';
import { producers } from './producers';
import { servers } from './servers';

export const faults: readonly Fault[] = [...servers, ...producers, ...groups, ...links];
