import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { invalidOption } from '../client/require-options';
import { protocolError, RefusedError, throwIfRefused } from '../protocol/protocol-error';
import { alterClientQuotas as alterRequest } from '../protocol/requests/alter-client-quotas';
import { describeClientQuotas, QUOTA_MATCH } from '../protocol/requests/describe-client-quotas';
import { startPatience, type AdminOptions } from './admin-options';
import { askController, type AskController } from './ask-controller';
import { untilRead } from './until-read';

const TIMEOUT_MS = 10_000;

/**
 * Whose requests a quota slows down: those of a user, of a client id, of both together, or connections from an address; null means
 * all that have no quota of their own. The closest counts: of both, of the user, of the client id.
 */
export interface QuotaEntity {
  readonly user?: string | null | undefined;
  readonly clientId?: string | null | undefined;
  readonly ip?: string | null | undefined;
}

/**
 * By Kafka's names. Bytes a second, to and from each broker; percent of a broker's threads; partitions created and deleted a second;
 * connections a second, of an address.
 */
export type QuotaName =
  | 'producer_byte_rate'
  | 'consumer_byte_rate'
  | 'request_percentage'
  | 'controller_mutation_rate'
  | 'connection_creation_rate';

export interface ClientQuotas {
  readonly entity: QuotaEntity;
  /** By name, {@link QuotaName} and those of newer brokers. */
  readonly quotas: Readonly<Record<string, number>>;
}

export interface QuotaChange {
  readonly set?: Readonly<Partial<Record<QuotaName, number>>> | undefined;
  /** Those that no longer hold; one that does not is no error. */
  readonly remove?: readonly QuotaName[] | undefined;
}

/**
 * Quotas of clients (KIP-546).
 * @param of - one whose own they are; `all` there are
 * @throws {KafkaError} `CLUSTER_AUTHORIZATION_FAILED`, `INVALID_REQUEST`; `CANNOT_CONNECT` after the deadline
 */
export async function listClientQuotas(
  client: Client,
  of: QuotaEntity | 'all' = 'all',
  options: AdminOptions = {},
): Promise<readonly ClientQuotas[]> {
  requireArguments({ client, of, options });
  const patience = startPatience(options);
  const components = fieldsOf(of === 'all' ? {} : of).map(({ entityType, entityName }) => ({
    entityType,
    matchType: entityName === null ? QUOTA_MATCH.default : QUOTA_MATCH.exact,
    match: entityName,
  }));
  const list: AskController<readonly ClientQuotas[]> = async (controller, _, signal) => {
    const asked = { components, strict: of !== 'all' };
    const answer = await controller.send(describeClientQuotas, asked, { timeoutMs: TIMEOUT_MS, signal });
    throwIfRefused(answer.errorCode, answer.errorMessage);
    return (answer.entries ?? []).map(({ entity, values }) => ({
      entity: entityOf(entity),
      quotas: Object.fromEntries(values.map(({ key, value }) => [key, value])),
    }));
  };
  return askController(client, list, patience);
}

/**
 * Sets and removes quotas; those that are not named stay. Brokers hold clients to it a moment later.
 * @throws {KafkaError} `INVALID_OPTION`: no number; `INVALID_REQUEST`: nobody is meant, an address together with a user or client id, what is no quota of such an
 * entity, a rate of bytes that is not whole; `CLUSTER_AUTHORIZATION_FAILED`; `CANNOT_CONNECT` after the deadline
 */
export async function alterClientQuotas(
  client: Client,
  of: QuotaEntity,
  change: QuotaChange,
  options: AdminOptions = {},
): Promise<void> {
  requireArguments({ client, of, change, options });
  const { set = {}, remove = [] } = change;
  const patience = startPatience(options);
  const entity = fieldsOf(of);
  for (const [key, value] of Object.entries(set)) {
    // A broker takes what is no number for 0, with which nothing moves any more.
    if (!(Number.isFinite(value) && value >= 0)) throw invalidOption(`quota ${key}`, 'a number from 0', value);
  }
  const ops = [
    ...Object.entries(set).map(([key, value]) => ({ key, value, remove: false })),
    ...remove.map((key) => ({ key, value: 0, remove: true })),
  ];
  const alter: AskController<void> = async (controller, _, signal) => {
    const asked = { entries: [{ entity, ops }], validateOnly: false };
    const { entries } = await controller.send(alterRequest, asked, { timeoutMs: TIMEOUT_MS, signal });
    for (const { errorCode, errorMessage } of entries) {
      const error = protocolError(errorCode);
      if (error) throw new RefusedError(error, `quotas of ${textOf(of)}: ${errorMessage ?? error.message}`);
    }
  };
  await askController(client, alter, patience);
  await untilRead(client, patience);
}

/** Kafka's names of what an entity consists of. */
const ENTITY_TYPE = { user: 'user', clientId: 'client-id', ip: 'ip' } as const;
const types = Object.entries(ENTITY_TYPE) as [keyof QuotaEntity, string][];

interface EntityPart {
  readonly entityType: string;
  readonly entityName: string | null;
}

const fieldsOf = (entity: QuotaEntity): EntityPart[] =>
  types.flatMap(([type, entityType]) => {
    const entityName = entity[type];
    return entityName === undefined ? [] : [{ entityType, entityName }];
  });

const entityOf = (parts: readonly EntityPart[]): QuotaEntity =>
  Object.fromEntries(
    types.flatMap(([type, entityType]) =>
      parts.filter((part) => part.entityType === entityType).map(({ entityName }) => [type, entityName]),
    ),
  );

const textOf = (entity: QuotaEntity): string =>
  fieldsOf(entity)
    .map(({ entityType, entityName }) => `${entityType} ${entityName === null ? 'by default' : `"${entityName}"`}`)
    .join(' and ') || 'nobody';
