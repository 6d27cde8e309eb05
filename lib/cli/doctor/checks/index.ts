import type { Check } from '../check';
import { answers } from './answers';
import { controller } from './controller';
import { copies } from './copies';
import { description } from './description';
import { disks } from './disks';
import { groups } from './groups';
import { inSync } from './in-sync';
import { minInSync } from './min-in-sync';
import { moves } from './moves';
import { offline } from './offline';
import { pods } from './pods';
import { properties } from './properties';
import { registration } from './registration';
import { restoring } from './restoring';
import { servers } from './servers';
import { shares } from './shares';
import { start } from './start';
import { strays } from './strays';
import { throttle } from './throttle';
import { transactions } from './transactions';
import { unclean } from './unclean';

/** All of them, causes before what follows from them. */
export const checks: readonly Check[] = [
  servers,
  start,
  answers,
  registration,
  controller,
  strays,
  properties,
  pods,
  description,
  offline,
  inSync,
  minInSync,
  copies,
  unclean,
  disks,
  moves,
  throttle,
  shares,
  transactions,
  restoring,
  groups,
];
