import { UsageError, type Sources } from '../../cli-kit';
import type { TargetName } from '../../target';
import type { clusterSettings, consoleSettings, portSettings } from './settings';

type Flags = typeof clusterSettings & typeof portSettings & typeof consoleSettings;

/** Why a flag does nothing on a target. */
const UNUSED: Readonly<Record<TargetName, Partial<Record<keyof Flags, string>>>> = {
  local: {},
  kind: {
    zookeeperPort: 'ZooKeeper is reached from inside Kubernetes only',
    noUi: 'there the description says which user interface it has',
    folder: 'on kind the data is in the nodes of kind',
  },
};

/**
 * Refuses what was typed and would be passed over in silence. Variables are set for several commands: those are.
 * @throws {UsageError} exit code 2
 */
export function refuseUnused(target: TargetName, sources: Sources<Partial<Flags>>): void {
  const faults = Object.entries(UNUSED[target]).flatMap(([name, reason]) => {
    const source = sources[name as keyof Flags];
    return source?.origin === 'flag' ? [`${source.name} does nothing on ${target}: ${reason}`] : [];
  });
  if (faults.length > 0) throw new UsageError(faults);
}
