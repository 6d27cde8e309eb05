import { command } from '../../package';
import { refused, type Effect } from './effect';

// What to do instead of changes that cannot be made.

export const MOVE_AWAY = `move their replicas to those that stay first (\`${command('admin', 'reassign --to 1,2,3')}\`), while all of them run`;
export const OTHER_FACTOR = `describe the old one, or change it by \`${command('admin', 'reassign TOPIC --replication-factor N')}\``;

export const claim = (what: string): Effect =>
  refused(
    `claims are made once, and outlive their StatefulSet: describe the old size, or grow the claims themselves where the class allows it (kubectl edit pvc), then kubectl delete statefulset ${what} --cascade=orphan, and apply`,
  );
