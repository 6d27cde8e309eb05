import type { Cluster } from '../cluster';

type Named = Pick<Cluster, 'name' | 'names'>;

const prefixOf = ({ name, names }: Named): string => (names === 'prefixed' ? `${name}-` : '');

/** What an object is called, such as `broker` or `kafka-ui`: people type it, so it is never generated. */
export const objectName = (cluster: Named, plain: string): string => `${prefixOf(cluster)}${plain}`;

/** The claim of a pod of a StatefulSet, such as `broker-1`. */
export const claimName = (cluster: Named, pod: string): string => `data-${objectName(cluster, pod)}`;

/** Of the Service by which clients outside reach a broker. */
export const externalName = (broker: string): string => `${broker}-external`;

/** What an object would be called without its prefix; undefined for one whose name is not of that cluster. */
export function plainName(cluster: Named, name: string): string | undefined {
  const prefix = prefixOf(cluster);
  const [, claim = '', rest = ''] = /^(data-)?(.*)$/.exec(name) ?? [];
  return rest.startsWith(prefix) ? `${claim}${rest.slice(prefix.length)}` : undefined;
}
