import { applied, nothing, restarted, rolled } from './effect';
import { optional, type Field } from './field';
import type { FieldPath } from './field-path';
import { BROKERS } from './parts';

const OBJECT = applied('by kubectl apply; one that is no longer described stays until it is deleted by hand');

/** What is told of brokers, and who is told. */
export const metricsFields = {
  metrics: optional(rolled(BROKERS), restarted(BROKERS), ({ metrics }) => metrics && true),
  'metrics.scrapedBy': optional(applied('by kubectl apply'), nothing, ({ metrics }) => metrics?.scrapedBy),
  'metrics.podMonitor': optional(OBJECT, nothing, ({ metrics }) => metrics?.podMonitor),
  'metrics.rules': optional(OBJECT, nothing, ({ metrics }) => metrics?.rules),
  'metrics.dashboard': optional(OBJECT, nothing, ({ metrics }) => metrics?.dashboard),
} satisfies Partial<Readonly<Record<FieldPath, Field>>>;
