import { administer } from './admin/administer';
import { deleteRecords } from './admin/messages';
import { elect, reassign, rebalance } from './admin/replicas';
import { alter, create, deleteTopics, describe, list } from './admin/topics';

void administer({
  verb: 'topics',
  summary: 'Lists, creates, changes and deletes topics; moves their replicas and leaders.',
  examples: [
    '',
    'create orders payments -p 6 -r 3 -c retention.ms=86400000',
    'describe orders',
    'alter orders -p 12',
    'delete-records orders --to @2026-01-01',
    'reassign orders --to 1,2,3 --dry-run',
    'rebalance --throttle 10MB',
    'delete orders payments',
  ],
  words: {
    list,
    create,
    describe,
    alter,
    delete: deleteTopics,
    'delete-records': deleteRecords,
    reassign,
    rebalance,
    elect,
  },
  usual: 'list',
});
