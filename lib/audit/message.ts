import type { ReceivedMessage } from '../kafka/message';

/** What the audit looks at of a message that was read. */
export type AuditedMessage = Pick<ReceivedMessage, 'partition' | 'offset' | 'key' | 'headers'> &
  Partial<Pick<ReceivedMessage, 'value'>>;
