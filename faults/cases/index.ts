import type { Fault } from '../fault';
import { brokerClocks } from './broker-clocks';
import { clocks } from './clocks';
import { denied } from './denied';
import { disks } from './disks';
import { groups } from './groups';
import { links } from './links';
import { manyTopics } from './many-topics';
import { mix } from './mix';
import { reading } from './reading';
import { recreated } from './recreated';
import { processes } from './processes';
import { producers } from './producers';
import { servers } from './servers';
import { topics } from './topics';
import { transactions } from './transactions';
import { transforms } from './transforms';

export const faults: readonly Fault[] = [
  ...servers,
  ...producers,
  ...denied,
  ...processes,
  ...groups,
  ...topics,
  ...transactions,
  ...transforms,
  ...clocks,
  ...brokerClocks,
  ...disks,
  ...links,
  ...reading,
  ...recreated,
  ...manyTopics,
  ...mix,
];

export function faultNamed(name: string): Fault {
  const fault = faults.find((fault) => fault.name === name);
  if (!fault) throw new Error(`there is no fault ${name}`);
  return fault;
}
