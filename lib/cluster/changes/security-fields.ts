import { applied, refused, restarted, stopped } from './effect';
import { optional, type Field } from './field';
import type { FieldPath } from './field-path';
import { BROKERS, EVERYTHING } from './parts';

const NO_MANIFESTS = refused('no manifests are written of a secured cluster so far: leave security out');

/** Who gets in, and what they may do. Data are the same either way: none of it is encrypted on disk. */
export const securityFields = {
  // Servers that speak TLS and servers that do not never find each other.
  security: optional(NO_MANIFESTS, stopped(EVERYTHING), ({ security }) => security && true),
  'security.clients': optional(NO_MANIFESTS, restarted(BROKERS), ({ security }) => security?.clients),
  'security.users': optional(
    NO_MANIFESTS,
    applied('by up; users and rights that are no longer described stay, and are told'),
    ({ security }) => (security && security.users.length > 0 ? security.users : undefined),
  ),
} satisfies Partial<Record<FieldPath, Field>>;
