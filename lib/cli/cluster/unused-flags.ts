import { UsageError, type Sources } from '../../cli-kit';
import type { TargetName } from '../../target';
import type { clusterSettings, portSettings } from './settings';

type Flags = typeof clusterSettings & typeof portSettings;

/** Why a flag does nothing on a target. */
const UNUSED: Readonly<Record<TargetName, Partial<Record<keyof Flags, string>>>> = {
  local: { uiPort: 'a local run has no user interface' },
  kind: {
    zookeeperPort: 'ZooKeeper is reached from inside Kubernetes only',
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
