import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { invalidOption } from '../client/require-options';
import { protocolError, RefusedError, type ProtocolErrorCode } from '../protocol/protocol-error';
import { createAcls as createRequest } from '../protocol/requests/create-acls';
import { deleteAcls as deleteRequest } from '../protocol/requests/delete-acls';
import { describeAcls } from '../protocol/requests/describe-acls';
import { aclFilterFields, aclOf, newAclFields, type Acl, type AclFilter, type NewAcl } from './acl';
import { startPatience, type AdminOptions } from './admin-options';
import { askController, type AskController } from './ask-controller';
import { untilRead } from './until-read';

const TIMEOUT_MS = 10_000;

/**
 * Creates ACLs; one that is there already stays. The controller has them when this resolves, and the other brokers soon after. From
 * its first ACL on a resource is closed to all that none allows it, but for super users, whatever
 * `allow.everyone.if.no.acl.found` says.
 * @throws {KafkaError} `INVALID_OPTION`, before anything is created
 * @throws {KafkaError} of the first that is refused, for good: `SECURITY_DISABLED` (brokers without an authorizer),
 * `CLUSTER_AUTHORIZATION_FAILED`, `INVALID_REQUEST`; the others are created all the same
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline
 */
export async function createAcls(client: Client, acls: readonly NewAcl[], options: AdminOptions = {}): Promise<void> {
  requireArguments({ client, acls, options });
  const patience = startPatience(options);
  const creations = acls.map(newAclFields);
  if (creations.length === 0) return;
  const create: AskController<void> = async (controller, _, signal) => {
    const { results } = await controller.send(createRequest, { creations }, { timeoutMs: TIMEOUT_MS, signal });
    results.forEach(({ errorCode, errorMessage }, index) =>
      refuse(errorCode, errorMessage, `${textOf(acls[index]!)} was not created`),
    );
  };
  await askController(client, create, patience);
  await untilRead(client, patience);
}

/**
 * ACLs there are, as the controller knows them: those that were just created or deleted, too.
 * @param filter - by default all
 * @throws {KafkaError} `SECURITY_DISABLED`, `CLUSTER_AUTHORIZATION_FAILED`; `CANNOT_CONNECT` after the deadline
 */
export async function listAcls(
  client: Client,
  filter: AclFilter = {},
  options: AdminOptions = {},
): Promise<readonly Acl[]> {
  requireArguments({ client, filter, options });
  const patience = startPatience(options);
  const asked = aclFilterFields(filter);
  const list: AskController<readonly Acl[]> = async (controller, _, signal) => {
    const answer = await controller.send(describeAcls, asked, { timeoutMs: TIMEOUT_MS, signal });
    refuse(answer.errorCode, answer.errorMessage, 'ACLs are not told');
    return answer.resources.flatMap(({ acls, ...resource }) => acls.map((acl) => aclOf({ ...resource, ...acl })));
  };
  return askController(client, list, patience);
}

/**
 * Deletes the ACLs that `filters` mean, the brokers as {@link createAcls}. A resource without any is open to all again where
 * `allow.everyone.if.no.acl.found` says so.
 * @param filters - each has to say something: one that means all would open the cluster. `await listAcls(client)` does mean all
 * @returns what was deleted: after a question without an answer, only what that one did not delete
 * @throws {KafkaError} `INVALID_OPTION`, before anything is deleted
 * @throws {KafkaError} of the first filter or ACL that is refused, for good: `SECURITY_DISABLED`, `CLUSTER_AUTHORIZATION_FAILED`;
 * others may be deleted
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline
 */
export async function deleteAcls(
  client: Client,
  filters: readonly AclFilter[],
  options: AdminOptions = {},
): Promise<readonly Acl[]> {
  requireArguments({ client, filters, options });
  const patience = startPatience(options);
  const nothing = filters.find((filter) => Object.values(filter).every((value) => value === undefined));
  if (nothing) throw invalidOption('filter of ACLs to delete', 'one that says which', nothing);
  const asked = { filters: filters.map(aclFilterFields) };
  if (filters.length === 0) return [];
  const remove: AskController<readonly Acl[]> = async (controller, _, signal) => {
    const { filterResults } = await controller.send(deleteRequest, asked, { timeoutMs: TIMEOUT_MS, signal });
    return filterResults.flatMap(({ errorCode, errorMessage, matchingAcls }) => {
      refuse(errorCode, errorMessage, 'ACLs were not deleted');
      return matchingAcls.map(({ errorCode, errorMessage, ...fields }) => {
        const acl = aclOf(fields);
        refuse(errorCode, errorMessage, `${textOf(acl)} was not deleted`);
        return acl;
      });
    });
  };
  const removed = await askController(client, remove, patience);
  await untilRead(client, patience);
  return removed;
}

function refuse(errorCode: number, errorMessage: string | null, what: string): void {
  const error = protocolError(errorCode);
  if (!error) return;
  // A broker's own text of who may not is the request as Java prints it.
  const why = WHY[error.type] ?? errorMessage ?? error.message;
  throw new RefusedError(error, `${what}: ${why}`);
}

const WHY: Partial<Record<ProtocolErrorCode, string>> = {
  SECURITY_DISABLED: 'the brokers have no authorizer: set authorizer.class.name',
  CLUSTER_AUTHORIZATION_FAILED:
    'this client may not: whoever does needs alter, and to list them describe, of the cluster',
};

const textOf = ({ permissionType, principal, host = '*', operation, resourceType, resourceName }: NewAcl): string =>
  `the ACL to ${permissionType} ${principal} from ${host} ${operation} of ${resourceType} "${resourceName}"`;
