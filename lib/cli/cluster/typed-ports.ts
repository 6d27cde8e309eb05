import { InvalidClusterError } from '../../cluster';
import type { Sources } from '../../cli-kit';
import type { portSettings } from './settings';

const FIELDS = [
  ['brokerPort', 'hostPorts.brokers'],
  ['zookeeperPort', 'hostPorts.zookeeper'],
  ['uiPort', 'hostPorts.ui'],
] as const;

/** What `define` returns, or its faults by the names that were typed: who gave a port on the command line need not know a field. */
export function byTypedPorts<T>(sources: Sources<Partial<typeof portSettings>>, define: () => T): T {
  try {
    return define();
  } catch (error) {
    if (!(error instanceof InvalidClusterError)) throw error;
    const typed = FIELDS.flatMap(([name, field]) => (sources[name] ? [{ field, flag: sources[name].name }] : []));
    const flags = typed.map(({ flag }) => flag).join(' or ');
    throw new InvalidClusterError(
      error.faults.map((fault) =>
        typed
          .reduce((text, { field, flag }) => text.replaceAll(field, flag), fault)
          .replace(/\bchange hostPorts$/, flags === '' ? '$&' : `change ${flags}`),
      ),
    );
  }
}
