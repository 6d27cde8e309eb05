import * as brokerConfig from './broker-config';
import { imageReferences } from './images';
import * as metadata from './metadata';
import * as names from './names';
import * as podContainers from './pod-containers';
import { gracePeriods, podAnnotations, podLabels, podReferences, podTolerations } from './pods';
import * as jvm from './jvm';
import * as metrics from './metrics';
import * as platform from './platform';
import * as ports from './ports';
import * as reachable from './reachable';
import { fieldsOfReadiness } from './readiness';
import * as replication from './replication';
import type { Rule } from './rule';
import * as security from './security';
import * as services from './services';
import * as sizes from './sizes';
import * as storage from './storage';
import * as topicConfig from './topic-config';
import * as topics from './topics';
import { sessionTimeout } from './zookeeper';
import * as ui from './ui';

/** Every rule by its name; the tests hold a description that breaks each one. */
export const ruleset = {
  ...names,
  ...platform,
  ...metadata,
  imageReferences,
  sessionTimeout,
  ...sizes,
  ...ports,
  ...replication,
  ...topics,
  ...storage,
  ...reachable,
  podLabels,
  podAnnotations,
  podReferences,
  podTolerations,
  gracePeriods,
  ...podContainers,
  ...services,
  ...jvm,
  ...ui,
  fieldsOfReadiness,
  ...metrics,
  ...security,
  ...brokerConfig,
  ...topicConfig,
} satisfies Record<string, Rule>;

export const rules: readonly Rule[] = Object.values(ruleset);
