import type { Situation } from '../situation';
import { groups } from './groups';
import { reading } from './reading';
import { slowLinks } from './slow-links';
import { transactions } from './transactions';
import { writing } from './writing';

export const situations: readonly Situation[] = [...reading, ...groups, ...transactions, ...slowLinks, ...writing];
