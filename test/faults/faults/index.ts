import type { Fault } from '../fault';
import { clocks } from './clocks';
import { groups } from './groups';
import { links } from './links';
import { mix } from './mix';
import { processes } from './processes';
import { producers } from './producers';
import { servers } from './servers';
import { topics } from './topics';
import { transactions } from './transactions';
import { transforms } from './transforms';

export const faults: readonly Fault[] = [
  ...servers,
  ...producers,
  ...processes,
  ...groups,
  ...topics,
  ...transactions,
  ...transforms,
  ...clocks,
  ...links,
  ...mix,
];
