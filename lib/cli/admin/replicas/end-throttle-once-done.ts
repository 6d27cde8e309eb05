import { endThrottle, listReassignments, type AdminOptions, type Client } from '../../../kafka';

/** Takes back what bounds moves once none is under way, and says so: a command that was stopped left it there, with what it moved. */
export async function endThrottleOnceDone(
  client: Client,
  options: AdminOptions,
  note: (line: string) => void,
): Promise<void> {
  if ((await listReassignments(client, options)).length === 0 && (await endThrottle(client, options)))
    note('the throttle is removed: replicas are copied at full speed again');
}
