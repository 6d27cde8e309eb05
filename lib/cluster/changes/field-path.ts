import type { ClusterDescription, MetricsDescription, TopicDescription } from '../description';
import type { LogLevelsDescription } from '../jvm-description';
import type { PodsDescription } from '../pods/description';
import type { SecurityDescription } from '../security/description';
import type { ExternalServicesDescription, ServicesDescription } from '../services-description';

/** Fields whose own fields are not told apart. */
type Whole = string | number | boolean | readonly unknown[];

type PathOf<Fields> = {
  [Name in keyof Fields & string]-?: NonNullable<Fields[Name]> extends Whole
    ? Name
    : `${Name}.${PathOf<NonNullable<Fields[Name]>>}`;
}[keyof Fields & string];

/** Every field of a description: one that is added there does not compile without saying here what its change does. */
export type FieldPath =
  | PathOf<
      Omit<
        ClusterDescription,
        'topics' | 'config' | 'reachable' | 'pods' | 'services' | 'logLevels' | 'metrics' | 'security'
      >
    >
  | 'config'
  | 'reachable'
  | 'topics'
  | `pods.${keyof PodsDescription}`
  | `services.${Exclude<keyof ServicesDescription, 'external'>}`
  | `services.external.${keyof ExternalServicesDescription}`
  | `logLevels.${keyof LogLevelsDescription}`
  | 'metrics'
  | `metrics.${keyof MetricsDescription}`
  | 'security'
  | `security.${keyof SecurityDescription}`
  | `topics.${keyof TopicDescription}`;
