import { administer } from './admin/administer';
import { deleteGroup, listOrDescribe, resetOffsets } from './admin/groups';
import { deleteRecords } from './admin/messages';
import { elect, reassign, rebalance } from './admin/replicas';
import { alter, create, deleteTopics, describe, list } from './admin/topics';

void administer({
  verb: 'admin',
  summary: 'Administers topics, replicas and their leaders, messages, and what groups have committed.',
  examples: [
    'create orders -p 6 -r 3',
    'describe orders',
    'alter orders -c retention.ms=86400000',
    'reassign --to 1,2,3 --dry-run',
    'elect',
    'groups billing',
    'reset-offsets billing --topic orders --to @-1h',
    'delete-records orders --to @2026-01-01',
    'delete orders',
  ],
  words: {
    create,
    delete: deleteTopics,
    describe,
    list,
    alter,
    reassign,
    rebalance,
    elect,
    groups: listOrDescribe,
    'reset-offsets': resetOffsets,
    'delete-group': deleteGroup,
    'delete-records': deleteRecords,
  },
});
