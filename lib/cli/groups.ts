import { administer } from './admin/administer';
import { deleteGroup, describeGroups, listAll, resetWhenAsked } from './admin/groups';

void administer({
  verb: 'groups',
  summary: 'Shows consumer groups with their members and lag, sets back what they have committed, and deletes them.',
  examples: [
    '',
    'describe billing',
    'reset billing --topic orders --to @-1h',
    'reset billing --topic orders --to @-1h --execute',
    'delete billing',
  ],
  words: { list: listAll, describe: describeGroups, reset: resetWhenAsked, delete: deleteGroup },
  usual: 'list',
});
